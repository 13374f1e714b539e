import type { Plugin } from 'graphql-yoga';
import { toHandedOver } from '../operation/operation.ts';
import type { Views } from '../views.ts';

/** Gives every operation the schema that its caller may see. */
export function useView(views: Views): Plugin {
  return {
    onEnveloped({ context, setSchema }) {
      setSchema(views(toHandedOver(context).viewer.roles).schema);
    },
  };
}
