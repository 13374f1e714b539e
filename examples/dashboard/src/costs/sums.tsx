import type { CostRowFragment } from '../gql/graphql.ts';
import { toSums } from './sum.ts';

/** What was spent altogether, in each currency. */
export const Sums = ({ costs }: { readonly costs: readonly CostRowFragment[] }) => (
  <dl className="sums">
    {toSums(costs).map(({ currency, callCount, total }) => (
      <div key={currency ?? ''} className="sum">
        <dt>{currency ?? 'Without a price'}</dt>
        <dd>
          <span className="sum-total" data-currency={currency ?? ''}>
            {total}
          </span>
          <span className="sum-count">
            {callCount} {callCount === 1 ? 'call' : 'calls'}
          </span>
        </dd>
      </div>
    ))}
  </dl>
);
