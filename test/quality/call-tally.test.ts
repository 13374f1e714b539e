import { expect, test } from 'vitest';
import type { CallRecord, Session } from '../../src/graph/resources.ts';
import type { QualityGrouping } from '../../src/quality/call-tally.ts';
import { createCallTally } from '../../src/quality/call-tally.ts';

const stream = (jitter: string | null) => ({ averageJitter: jitter, packetUtilization: 5000 });
const end = (id: string, platform: string) => ({
  '@odata.type': '#microsoft.graph.callRecords.participantEndpoint',
  associatedIdentity: { id, displayName: `Name of ${id}` },
  userAgent: { '@odata.type': '#microsoft.graph.callRecords.clientUserAgent', platform },
});

/** A call of two: sound with a poor and a good stream, and a picture of which nothing is known. */
const call = { id: 'call', type: 'peerToPeer', startDateTime: '2026-03-02T23:59:59.9999999Z' } as unknown as CallRecord;
const session = {
  id: 'session',
  caller: end('ann', 'windows'),
  callee: end('ben', 'iOS'),
  segments: [
    {
      id: 'segment',
      media: [
        {
          label: 'main-audio',
          callerNetwork: { subnet: '10.0.0.0', connectionType: 'wired' },
          calleeNetwork: { subnet: '192.168.0.0', connectionType: 'wifi' },
          callerDevice: { captureDeviceName: 'Headset' },
          calleeDevice: { captureDeviceName: 'Phone' },
          streams: [stream('PT0.09S'), stream('PT0.01S')],
        },
        { label: 'main-video', streams: [stream(null)] },
      ],
    },
  ],
} as unknown as Session;

test.each<[QualityGrouping, (readonly [string | null, number, number, number])[]]>([
  ['DAY', [['2026-03-02', 1, 1, 1]]],
  [
    'USER',
    [
      ['ann', 1, 1, 1],
      ['ben', 1, 1, 1],
    ],
  ],
  [
    'SUBNET',
    [
      ['10.0.0.0', 1, 1, 0],
      ['192.168.0.0', 1, 1, 0],
      [null, 0, 0, 1],
    ],
  ],
  [
    'DEVICE',
    [
      ['Headset', 1, 1, 0],
      ['Phone', 1, 1, 0],
      [null, 0, 0, 1],
    ],
  ],
  [
    'PLATFORM',
    [
      ['iOS', 1, 1, 1],
      ['windows', 1, 1, 1],
    ],
  ],
  [
    'CONNECTION_TYPE',
    [
      ['wifi', 1, 1, 0],
      ['wired', 1, 1, 0],
      [null, 0, 0, 1],
    ],
  ],
  [
    'MODALITY',
    [
      ['audio', 1, 1, 0],
      ['video', 0, 0, 1],
    ],
  ],
])('by %s', (grouping, expected) => {
  const tally = createCallTally(grouping, 'SAMPLE_2026');
  tally.add(call, [session]);
  // The same leg once more, as Graph repeats it, and a call without anything to judge.
  tally.add({ ...call, id: 'other' }, []);
  const { groups, ...calls } = tally.toFigures();
  expect(calls).toEqual({ callCount: 2, poorCallCount: 1, goodCallCount: 0, unclassifiedCallCount: 1 });
  expect(
    groups.map((group) => [group.key, group.poorStreamCount, group.goodStreamCount, group.unclassifiedStreamCount]),
  ).toEqual(expected);
  for (const { key, name, callCount, poorCallCount, poorStreamCount } of groups) {
    expect(name).toBe(grouping === 'USER' ? `Name of ${key}` : null);
    expect([callCount, poorCallCount]).toEqual([1, poorStreamCount ? 1 : 0]);
  }
});
