import type { FieldReader } from './config-field.ts';
import { toInteger, toOneOf } from './config-field.ts';
import type { LimitMode } from './limits/guard.ts';
import type { LimitName } from './limits/limits.ts';

/** What operations may have at most; undefined: as the gateway has it by itself. */
export interface LimitConfig {
  readonly mode: LimitMode;
  readonly most: Readonly<Partial<Record<LimitName, number>>>;
  /** Requests to Graph for each caller and minute; undefined: as many as they like. */
  readonly callerBudget: number | undefined;
  /** Items of lists that one operation may read; undefined: as many as the heap has room for. */
  readonly nodes: number | undefined;
  /** Bytes of a request's body. */
  readonly requestBytes: number;
  /** Exports at a time; 0: there are none. */
  readonly exports: number;
}

/** What each limit of a document or an operation is set by. */
export const limitVariables: Readonly<Record<LimitName, string>> = {
  tokens: 'MAX_TOKENS',
  depth: 'MAX_DEPTH',
  aliases: 'MAX_ALIASES',
  directives: 'MAX_DIRECTIVES',
  rootFields: 'MAX_ROOT_FIELDS',
  cost: 'MAX_COST',
};
const DEFAULT_BUDGET = 3_000;
const MOST = 1_000_000;

/** `isOpen`: nobody is asked who they are, so that there is nobody to keep a budget for. */
export function readLimits(reader: FieldReader, isOpen: boolean): LimitConfig {
  const most: Partial<Record<LimitName, number>> = {};
  for (const [name, variable] of Object.entries(limitVariables) as [LimitName, string][]) {
    const value = reader.read(variable, toInteger(1, MOST));
    if (value !== undefined) most[name] = value;
  }
  return {
    most,
    mode: reader.read('LIMIT_MODE', toOneOf(['enforce', 'measure'])) ?? 'enforce',
    callerBudget: reader.read('CALLER_BUDGET', toInteger(1, MOST)) ?? (isOpen ? undefined : DEFAULT_BUDGET),
    nodes: reader.read('MAX_NODES', toInteger(1_000, 10_000_000)),
    requestBytes: reader.read('MAX_REQUEST_BYTES', toInteger(1_000, 10_000_000)) ?? 1_000_000,
    exports: reader.read('MAX_EXPORTS', toInteger(0, 100)) ?? 4,
  };
}
