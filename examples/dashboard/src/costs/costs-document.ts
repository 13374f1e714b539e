import { graphql } from '../gql/gql.ts';

export const costsDocument = graphql(`
  query Costs($from: DateTime!, $to: DateTime!, $groupBy: PstnCostGrouping!) {
    pstnCosts(from: $from, to: $to, groupBy: $groupBy) {
      ...CostRow
    }
  }

  fragment CostRow on PstnCost {
    key
    name
    currency
    callCount
    durationSeconds
    charge
    connectionCharge
    total
  }
`);
