import type { GraphQLSchema } from 'graphql';
import type { DataClass } from './access/data-class.ts';
import { dataClasses } from './access/data-class.ts';
import type { Policy, PolicyOptions } from './access/policy.ts';
import { createPolicy } from './access/policy.ts';
import type { Role } from './access/role.ts';

/** The schema as some roles see it. */
export interface View {
  readonly policy: Policy;
  readonly schema: GraphQLSchema;
}

/** The view of whoever has these roles, in the order of the list of roles; made when it is first asked for. */
export type Views = (roles: readonly Role[]) => View;

export interface ViewSource {
  /** For those who see everything. */
  readonly schema: GraphQLSchema;
  readonly createView: (policy: Policy) => GraphQLSchema;
}

/** There are as many as there are combinations of roles, so that what a role may see is worked out once and not for each value. */
export function createViews({ schema, createView }: ViewSource, options: PolicyOptions): Views {
  const views = new Map<string, View>();
  return (roles) => {
    const key = roles.join();
    let view = views.get(key);
    if (!view) {
      const policy = createPolicy(roles, options);
      view = { policy, schema: seesEverything(policy) ? schema : createView(policy) };
      views.set(key, view);
    }
    return view;
  };
}

const seesEverything = (policy: Policy) =>
  policy.records === 'all' && (Object.keys(dataClasses) as DataClass[]).every((name) => policy.decide(name) === 'show');
