/** What a document or an operation may have at most. */
export interface Limits {
  /** Lexical tokens of the document. */
  readonly tokens: number;
  /** Fields below each other, from the root on; fragments are looked through. */
  readonly depth: number;
  /** Fields under another name, wherever they come from: none is exempt. */
  readonly aliases: number;
  /** Directives on anything. */
  readonly directives: number;
  /** Fields at the root, each time that one stands there. */
  readonly rootFields: number;
  /** Requests to Graph that an operation is going to take at the least. */
  readonly cost: number;
}

/** Honest queries of this schema are ten deep; a dashboard asks for twenty records by alias; a filter that looks into calls reads five thousand. */
export const defaultLimits: Limits = {
  tokens: 5_000,
  depth: 15,
  aliases: 60,
  directives: 50,
  rootFields: 60,
  cost: 6_000,
};

export type LimitName = keyof Limits;

/** A limit that something is beyond. */
export interface Excess {
  readonly limit: LimitName | 'budget';
  readonly figure: number;
  readonly allowed: number;
}

/** The first of the figures that is beyond its limit. */
export function findExcess(figures: Partial<Limits>, limits: Limits): Excess | undefined {
  for (const [name, figure] of Object.entries(figures) as [LimitName, number][]) {
    const allowed = limits[name];
    if (figure > allowed) return { limit: name, figure, allowed };
  }
  return undefined;
}

const WORDS: Readonly<Record<Excess['limit'], string>> = {
  budget: 'requests to Microsoft Graph',
  tokens: 'tokens',
  depth: 'levels of fields',
  aliases: 'aliases',
  directives: 'directives',
  rootFields: 'fields at the root',
  cost: 'requests to Microsoft Graph',
};

/** What somebody is told whose operation is beyond a limit. */
export function toExcessMessage({ limit, figure, allowed }: Excess): string {
  const count = Number.isFinite(figure) ? String(figure) : 'more than can be counted';
  const verb = limit === 'cost' ? 'would take' : 'has';
  return `The operation ${verb} ${count} ${WORDS[limit]}; ${allowed} are allowed.`;
}
