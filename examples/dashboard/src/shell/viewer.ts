import { createContext, useContext } from 'react';
import { graphql } from '../gql/gql.ts';
import type { ViewerQuery } from '../gql/graphql.ts';

export const viewerDocument = graphql(`
  query Viewer {
    viewer {
      id
      kind
      roles
      hiddenFields
    }
  }
`);

export type Viewer = ViewerQuery['viewer'];

export const ViewerContext = createContext<Viewer | undefined>(undefined);

/** Whether the viewer is shown a field, such as `CallRecord.pstnCalls`. */
export function useIsShown(): (field: string) => boolean {
  const hidden = useContext(ViewerContext)?.hiddenFields ?? [];
  return (field) => !hidden.includes(field);
}
