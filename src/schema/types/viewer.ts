import { fieldRules } from '../../access/field-rule.ts';
import type { Decision } from '../../access/data-class.ts';
import type { Policy } from '../../access/policy.ts';
import { builder } from '../builder.ts';
import { Viewer } from '../refs.ts';

const Role = builder.enumType('Role', {
  description: 'What somebody may be here, by the app roles that an administrator has given them.',
  values: {
    SELF: { value: 'self', description: 'Sees the calls that they took part in.' },
    SUPPORT: {
      value: 'support',
      description: 'First tier of support: all calls, without names, networks and devices of people not searched for.',
    },
    ENGINEER: { value: 'engineer', description: 'Second tier of support: all calls, telephone numbers masked.' },
    REPORTS: { value: 'reports', description: 'Figures alone, without people and without single calls.' },
    ADMIN: { value: 'admin', description: 'Sees everything that there is, telephone numbers as the gateway is set.' },
  },
});

const ViewerKind = builder.enumType('ViewerKind', {
  description: 'What kind of caller it is.',
  values: {
    USER: { value: 'user', description: 'A person who has signed in.' },
    APPLICATION: { value: 'application', description: 'A program on its own account.' },
    NOBODY: { value: 'nobody', description: 'Whoever it is: this gateway does not ask (AUTH=none).' },
  },
});

Viewer.implement({
  description: 'Who is calling, and what they may see.',
  fields: (t) => ({
    id: t.id({
      description: 'Object id of the caller in the directory. Null where the gateway does not ask who is calling.',
      resolve: ({ viewer }) => viewer.id,
    }),
    kind: t.field({
      type: ViewerKind,
      nullable: false,
      description: 'Person, program or nobody.',
      resolve: ({ viewer }) => viewer.kind,
    }),
    roles: t.field({
      type: [Role],
      nullable: false,
      description: 'The roles by which everything is decided that the caller is shown.',
      resolve: ({ viewer }) => viewer.roles,
    }),
    hiddenFields: t.stringList({
      nullable: false,
      description:
        'Fields that the caller is never shown, as `Type.field`: they are null or empty, and those at the root an error. So that null for "not for you" can be told from null for "not known".',
      resolve: ({ policy }) => toCoordinates(policy, ['hide']),
    }),
    maskedFields: t.stringList({
      nullable: false,
      description:
        "Fields of which the caller is shown less than there is, as `Type.field`: the caller's own only, or a masked form.",
      resolve: ({ policy }) => toCoordinates(policy, ['own', 'mask']),
    }),
  }),
});

builder.queryField('viewer', (t) =>
  t.field({
    type: Viewer,
    nullable: false,
    description: 'Who is calling, and what they may see. Costs no request.',
    resolve: (_root, _args, context) => context.access,
  }),
);

function toCoordinates(policy: Policy, decisions: readonly Decision[]): string[] {
  return Object.entries(fieldRules).flatMap(([type, rules]) =>
    Object.entries(rules)
      .filter(([, dataClass]) => decisions.includes(policy.decide(dataClass)))
      .map(([field]) => `${type}.${field}`),
  );
}
