/** What a call record's body tells of the record. */
export interface ToldFacts {
  readonly version: number | undefined;
  /** When the call has ended or, where that is not told, when the record was last changed; in milliseconds since the Unix epoch. */
  readonly endedMs: number | undefined;
}

interface Told {
  readonly version?: unknown;
  readonly endDateTime?: unknown;
  readonly lastModifiedDateTime?: unknown;
}

export function toToldFacts(body: object): ToldFacts {
  const { version, endDateTime, lastModifiedDateTime } = body as Told;
  return { version: toVersion(version), endedMs: toMs(endDateTime) ?? toMs(lastModifiedDateTime) };
}

/** Beyond 2^53 it comes as text (`exact-number.ts`), whose order a number is good enough for. */
function toVersion(version: unknown): number | undefined {
  const number = typeof version === 'string' ? Number(version) : version;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}

function toMs(instant: unknown): number | undefined {
  const ms = typeof instant === 'string' ? Date.parse(instant) : NaN;
  return Number.isNaN(ms) ? undefined : ms;
}
