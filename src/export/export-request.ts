import { isInstant } from '../graph/instant.ts';
import { InputError } from '../loaders/input-error.ts';
import { defaultProfile, profiles } from '../quality/profile.ts';
import type { ExportScope } from './position.ts';
import { toPosition } from './position.ts';

export interface ExportRequest {
  readonly scope: ExportScope;
  /** Where to go on in the gateway's own list; undefined: at its beginning. */
  readonly after: string | undefined;
  /** Whether the names of the columns stand before the rows. */
  readonly hasHeader: boolean;
}

const SCOPE = ['from', 'to', 'participantId', 'profile'] as const;
const NAMES: readonly string[] = [...SCOPE, 'after', 'header'];
const DAY_MS = 86_400_000;

/** Reads the parameters of an export; throws an InputError that names what is wrong with which. */
export function toExportRequest(search: string, nowMs: number): ExportRequest {
  const given = new URLSearchParams(search);
  for (const name of new Set(given.keys())) {
    if (!NAMES.includes(name)) {
      throw new InputError(`There is no parameter ${JSON.stringify(name)}; there are ${NAMES.join(', ')}.`);
    }
    if (given.getAll(name).length > 1) throw new InputError(`Parameter "${name}" is given more than once.`);
  }
  const read = (name: string) => given.get(name) || undefined;

  const header = read('header') ?? 'on';
  if (header !== 'on' && header !== 'off') throw new InputError('Parameter "header" must be "on" or "off".');
  const hasHeader = header === 'on';
  const after = read('after');
  if (after === undefined) return { scope: toScope(read, nowMs), after, hasHeader };

  const position = toPosition(after);
  if (!position || !isScope(position.scope)) throw new InputError('Parameter "after" is not a cursor of an export.');
  for (const name of SCOPE) {
    const value = read(name);
    if (value !== undefined && value !== position.scope[name]) {
      throw new InputError(`Parameter "${name}" is not that of the export that "after" goes on with; leave it out.`);
    }
  }
  return { ...position, hasHeader };
}

/** The last 24 hours, where nothing else is asked for. */
function toScope(read: (name: string) => string | undefined, nowMs: number): ExportScope {
  const to = read('to') ?? new Date(nowMs).toISOString();
  if (!isInstant(to)) throw toInstantError('to');
  const from = read('from') ?? new Date(Date.parse(to) - DAY_MS).toISOString();
  const scope = { from, to, participantId: read('participantId'), profile: read('profile') ?? defaultProfile };
  checkScope(scope);
  return scope;
}

function checkScope({ from, to, profile }: ExportScope): void {
  for (const [name, text] of Object.entries({ from, to })) if (!isInstant(text)) throw toInstantError(name);
  if (Date.parse(from) > Date.parse(to)) throw new InputError('Parameter "from" must not be later than "to".');
  if (!Object.hasOwn(profiles, profile)) {
    throw new InputError(`Parameter "profile" must be one of ${Object.keys(profiles).join(', ')}.`);
  }
}

/** What stands in a cursor is not sealed: anybody can write it. */
function isScope(scope: ExportScope): boolean {
  try {
    checkScope(scope);
    return true;
  } catch {
    return false;
  }
}

const toInstantError = (name: string) =>
  new InputError(
    `Parameter "${name}" must be an instant such as 2026-06-15T00:00:00Z (RFC 3339; a "+" in it is written %2B).`,
  );
