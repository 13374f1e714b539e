import { GraphError, toBadRequest } from '../graph-error.ts';
import { parseInstant, type Instant } from '../instant.ts';
import { reportFunctions, type ReportName } from './report-function.ts';

/** A report function called with its range, both ends as given. */
export interface ReportCall {
  readonly name: ReportName;
  readonly from: Instant;
  readonly to: Instant;
  /** Name and parameters as they were written, without the namespace. */
  readonly text: string;
}

const namespace = 'microsoft.graph.callRecords.';
const parameterNames = ['fromDateTime', 'toDateTime'] as const;
const ticksPerDay = 864_000_000_000n;
const longestRangeDays = 90n;

const isReportName = (name: string): name is ReportName => Object.hasOwn(reportFunctions, name);

/** A day stands for its first instant in UTC. */
function parseBound(literal: string): Instant | undefined {
  return parseInstant(/^\d{4}-\d\d-\d\d$/.test(literal) ? `${literal}T00:00:00Z` : literal);
}

function parseParameters(text: string): ReadonlyMap<string, Instant> {
  const bounds = new Map<string, Instant>();
  let position = 0;
  for (const part of text.split(',')) {
    const separator = part.indexOf('=');
    const name = separator < 0 ? part : part.slice(0, separator);
    const literal = separator < 0 ? '' : part.slice(separator + 1);
    if (literal === '') {
      const at = position + (separator < 0 ? part.length : separator + 1);
      throw toBadRequest(`Expression expected at position ${at} in '${text}'.`);
    }
    if (!parameterNames.some((known) => known === name) || bounds.has(name)) {
      throw toBadRequest(`The function takes no parameter '${name}', or takes it only once, in '${text}'.`);
    }
    const bound = parseBound(literal);
    if (bound === undefined) throw toBadRequest(`'${literal}' is not a date, or a date and time with an offset.`);
    bounds.set(name, bound);
    position += part.length + 1;
  }
  return bounds;
}

/**
 * Reads a decoded path segment such as `getPstnCalls(fromDateTime=2026-01-01,toDateTime=2026-02-01)`; undefined when it
 * names no report function. Throws 400 for parameters that are empty, missing, unknown or no dates, and for a range
 * that ends before it begins; 406 for one of more than 90 days.
 */
export function parseReportCall(segment: string): ReportCall | undefined {
  const [, fullName = '', parameters] = /^([\w.]+)(?:\((.*)\))?$/s.exec(segment) ?? [];
  const name = fullName.startsWith(namespace) ? fullName.slice(namespace.length) : fullName;
  if (!isReportName(name)) return undefined;
  if (parameters === undefined) throw toBadRequest(`The function '${name}' needs its parameters.`);
  const bounds = parseParameters(parameters);
  const from = bounds.get('fromDateTime');
  const to = bounds.get('toDateTime');
  if (from === undefined || to === undefined) {
    throw toBadRequest(`The function '${name}' needs both fromDateTime and toDateTime.`);
  }
  if (from > to) throw toBadRequest('fromDateTime must not be after toDateTime.');
  if (to - from > longestRangeDays * ticksPerDay) {
    throw new GraphError(406, 'NotAcceptable', `The range must not be longer than ${longestRangeDays} days.`);
  }
  return { name, from, to, text: `${name}(${parameters})` };
}
