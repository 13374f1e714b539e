import type { Verdict } from '../gql/graphql.ts';
import { toVerdictWord } from '../words/terms.ts';

/** A verdict by shape, colour and word. */
export const VerdictMark = ({ verdict }: { readonly verdict: Verdict }) => (
  <span className={`verdict verdict-${verdict.toLowerCase()}`}>
    <svg width="10" height="10" viewBox="0 0 10 10" aria-hidden="true">
      {verdict === 'GOOD' && <circle cx="5" cy="5" r="4" />}
      {verdict === 'POOR' && <path d="M5 0.5 L9.8 9.2 L0.2 9.2 Z" />}
      {verdict === 'UNCLASSIFIED' && <circle cx="5" cy="5" r="3.5" className="verdict-ring" />}
    </svg>
    {toVerdictWord(verdict)}
  </span>
);
