import { defaultProfile } from '../../quality/profile.ts';
import type { Side, SideReason } from '../../quality/side.ts';
import { toSide } from '../../quality/side.ts';
import { builder } from '../builder.ts';
import { profileArguments } from '../quality-profile.ts';
import { Session } from '../refs.ts';

const QualitySide = builder.enumType('QualitySide', {
  description: 'Where a poor session went wrong, as far as its telemetry tells.',
  values: {
    CALLER: { description: 'At the end that placed the leg.' },
    CALLEE: { description: 'At the end that answered the leg.' },
    BOTH: { description: 'At both ends.' },
    NETWORK: {
      description: 'Between the ends: neither had trouble of its own, or both had nothing but a bad network.',
    },
    UNKNOWN: { description: 'Not poor, or the ends reported too little to tell.' },
  },
});

const SideCause = builder.enumType('SideCause', {
  description: 'What kind of trouble a measurement points at.',
  values: {
    DEVICE: { description: 'Microphone, speaker or processor of that end.' },
    WIFI: { description: 'Wireless network of that end.' },
    NETWORK: { description: 'Wired or mobile network of that end, or its path outward.' },
    PEER: { description: 'Measured at the other end, in what it received from this one.' },
  },
});

const SideReasonRef = builder.objectRef<SideReason>('SideReason').implement({
  description: 'One measurement that points at an end.',
  fields: (t) => ({
    side: t.expose('side', { type: QualitySide, nullable: false, description: 'Whom it points at, CALLER or CALLEE.' }),
    cause: t.expose('cause', { type: SideCause, nullable: false, description: 'Kind of trouble that it shows.' }),
    metric: t.exposeString('metric', {
      nullable: false,
      description: 'Field of `NetworkInfo` or `DeviceInfo` that was measured.',
    }),
    value: t.exposeFloat('value', { nullable: false, description: 'What was measured, in `unit`.' }),
    threshold: t.exposeFloat('threshold', { nullable: false, description: 'Limit that it crossed, in `unit`.' }),
    unit: t.exposeString('unit', {
      nullable: false,
      description: 'Of value and threshold: `fraction`, `percent` or `glitches/5 min`.',
    }),
  }),
});

const SideHint = builder.objectRef<Side>('SideHint').implement({
  description:
    'A hint where a poor session went wrong. Microsoft publishes no rule for it: the limits are of this gateway.',
  fields: (t) => ({
    side: t.expose('side', { type: QualitySide, nullable: false, description: 'The end that the signs point at.' }),
    reasons: t.expose('reasons', {
      type: [SideReasonRef],
      nullable: false,
      description: 'What points there. Empty for UNKNOWN, and for NETWORK where neither end had trouble of its own.',
    }),
  }),
});

builder.objectField(Session, 'side', (t) =>
  t.field({
    type: SideHint,
    extensions: {
      graph: { select: ['caller', 'callee'], expand: [{ relationship: 'segments', query: {} }] },
    },
    description:
      'Hint whose fault a poor session was. Computed by the gateway from its segments, which come with the session.',
    args: profileArguments,
    resolve: (session, { profile }) => toSide(session, profile ?? defaultProfile),
  }),
);
