import { useQuery } from '@apollo/client/react';
import { graphql } from '../gql/gql.ts';

const EVERY_MS = 10_000;

const budgetDocument = graphql(`
  query Budget {
    rateLimit {
      application {
        limit
        remaining
        windowSeconds
      }
      caller {
        limit
        remaining
        windowSeconds
      }
    }
  }
`);

/** How much may still be asked of Graph; asked of the gateway alone, and only while somebody can see it. */
export function Budget() {
  const { data } = useQuery(budgetDocument, {
    pollInterval: EVERY_MS,
    skipPollAttempt: () => document.hidden,
  });
  const budget = data?.rateLimit.caller ?? data?.rateLimit.application;
  if (!budget) return null;
  const { limit, remaining, windowSeconds } = budget;
  const words = `${remaining} of ${limit} requests to Microsoft Graph are left in ${windowSeconds} seconds`;
  return (
    <span className="budget" title={words}>
      <svg width="48" height="6" role="img" aria-label={words} className={remaining < limit / 10 ? 'budget-low' : ''}>
        <rect className="budget-all" width="48" height="6" rx="3" />
        <rect className="budget-left" width={(48 * remaining) / limit} height="6" rx="3" />
      </svg>
      <span aria-hidden="true">{remaining.toLocaleString()} left</span>
    </span>
  );
}
