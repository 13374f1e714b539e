import type { Answer } from '../support/stub-graph.ts';
import { toId } from './scene.ts';

export const SESSIONS = `{ callRecord(id: "${toId(1)}") { version sessions { id } } }`;

/** A link to a page of the sessions of record 1. */
export const toLink = (baseUrl: string, page: string) =>
  `${baseUrl}/v1.0/communications/callRecords/${toId(1)}/sessions?$skiptoken=${page}`;

/** A Graph whose record 1 has sessions in pages of one, each with the page's name as its id; the first is `A`. */
export function chain(toNextLink: (page: string) => string | undefined): Answer {
  return ({ url }) => {
    const page = /skiptoken=(\w+)/.exec(url)?.[1];
    const nextLink = toNextLink(page ?? 'A');
    const sessions = [{ id: page ?? 'A' }];
    return page === undefined
      ? { body: { id: toId(1), version: 7, sessions, ...(nextLink && { 'sessions@odata.nextLink': nextLink }) } }
      : { body: { value: sessions, ...(nextLink && { '@odata.nextLink': nextLink }) } };
  };
}
