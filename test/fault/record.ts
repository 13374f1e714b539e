import type { GraphQLAnswer } from '../support/gateway.ts';
import { toId } from './scene.ts';

/** What most scenes ask for: numbered records, whose version is their number. */

export const toRecord = (number: number) => ({ id: toId(number), version: number });

/** The number of the record that a request is about. */
export const toNumber = ({ url }: { readonly url?: string | undefined }) =>
  Number(/callRecords\/00000000-0000-4000-8000-(\d{12})/.exec(url ?? '')?.[1]);

export const recordQuery = (number: number) => `{ callRecord(id: "${toId(number)}") { version } }`;

/** One query for several records, each under the alias `r` and its number. */
export const recordsQuery = (numbers: readonly number[]) =>
  `{ ${numbers.map((number) => `r${number}: callRecord(id: "${toId(number)}") { version }`).join(' ')} }`;

/** The data of `recordsQuery`; null for those that are missing. */
export const toRecordsData = (numbers: readonly number[], missing: readonly number[] = []) =>
  Object.fromEntries(numbers.map((number) => [`r${number}`, missing.includes(number) ? null : { version: number }]));

/** Numbers from 1. */
export const countTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

export const toCodes = ({ errors = [] }: GraphQLAnswer) => errors.map(({ extensions }) => extensions['code']);

export const toPaths = ({ errors = [] }: GraphQLAnswer) => errors.map(({ path = [] }) => path.join('.'));
