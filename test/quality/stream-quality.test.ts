import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MediaStream } from '../../src/graph/resources.ts';
import { defaultProfile, profiles, type ProfileName } from '../../src/quality/profile.ts';
import { toMediaKind, toStreamQuality } from '../../src/quality/stream-quality.ts';

const names: ProfileName[] = ['CQD_2020', 'SAMPLE_2026'];
const labels = { audio: 'main-audio', video: 'main-video', sharing: 'applicationsharing-video' } as const;

type Row = [ProfileName, keyof typeof labels, keyof MediaStream, unknown, 'GOOD' | 'POOR'];

/** Just below, at and just above every limit, as the pages give them. */
const boundaries: Row[] = names.flatMap((profile): Row[] => {
  const above = (kind: Row[1], metric: Row[2], below: unknown, at: unknown, beyond: unknown): Row[] => [
    [profile, kind, metric, below, 'GOOD'],
    [profile, kind, metric, at, 'GOOD'],
    [profile, kind, metric, beyond, 'POOR'],
  ];
  return [
    ...above('audio', 'averageJitter', 'PT0.0299999S', 'PT0.03S', 'PT0.0300001S'),
    ...above('audio', 'averageRoundTripTime', 'PT0.4999999S', 'PT0.5S', 'PT0.5000001S'),
    ...above('audio', 'averagePacketLossRate', 0.099999, 0.1, 0.100001),
    ...(['video', 'sharing'] as const).flatMap((kind) => [
      ...above(kind, 'averageVideoFrameLossPercentage', 49.999, 50, 50.001),
      ...above(kind, 'postForwardErrorCorrectionPacketLossRate', 0.149999, 0.15, 0.150001),
    ]),
    [profile, 'video', 'averageVideoFrameRate', 7.001, 'GOOD'],
    [profile, 'video', 'averageVideoFrameRate', 7, 'GOOD'],
    [profile, 'video', 'averageVideoFrameRate', 6.999, 'POOR'],
    [profile, 'sharing', 'averageVideoFrameRate', 2.001, 'GOOD'],
    [profile, 'sharing', 'averageVideoFrameRate', 2, 'GOOD'],
    [profile, 'sharing', 'averageVideoFrameRate', 1.999, 'POOR'],
    ...(profile === 'CQD_2020'
      ? [
          ...above('audio', 'averageAudioDegradation', 0.999, 1, 1.001),
          ...above('audio', 'averageRatioOfConcealedSamples', 0.069999, 0.07, 0.070001),
        ]
      : []),
  ];
});

const enough = { packetUtilization: 5000 };

describe('limits', () => {
  it.each(boundaries)('%s %s: %s %s is %s', (profile, kind, metric, value, verdict) => {
    const quality = toStreamQuality({ ...enough, [metric]: value }, labels[kind], profile);
    expect(quality).toMatchObject({ verdict, profile });
    expect(quality.reasons.map((reason) => reason.metric)).toEqual(verdict === 'POOR' ? [metric] : []);
  });

  it('are all in the table, and none besides', () => {
    for (const name of names) {
      const inTable = new Set(
        boundaries.filter(([profile]) => profile === name).map(([, kind, metric]) => `${kind} ${metric}`),
      );
      const inProfile = Object.entries(profiles[name].rules).flatMap(([kind, { thresholds }]) =>
        thresholds.map(({ metric }) => `${kind} ${metric}`),
      );
      expect([...inTable].sort()).toEqual(inProfile.sort());
    }
  });

  it('say where they come from', () => {
    for (const name of names) {
      for (const { guard, thresholds } of Object.values(profiles[name].rules)) {
        for (const { source } of [...thresholds, ...(guard ? [guard] : [])]) expect(source).toMatch(/^https:\/\//);
      }
    }
  });

  it('name value, limit and unit, worst first', () => {
    const stream = { ...enough, averageJitter: 'PT0.045S', averagePacketLossRate: 0.4, averageRoundTripTime: 'PT0.6S' };
    expect(toStreamQuality(stream, 'main-audio', 'SAMPLE_2026')).toEqual({
      verdict: 'POOR',
      profile: 'SAMPLE_2026',
      reasons: [
        { metric: 'averagePacketLossRate', value: 0.4, threshold: 0.1, unit: 'fraction', streamCount: 1 },
        { metric: 'averageJitter', value: 45, threshold: 30, unit: 'ms', streamCount: 1 },
        { metric: 'averageRoundTripTime', value: 600, threshold: 500, unit: 'ms', streamCount: 1 },
      ],
      poorStreamCount: 1,
      goodStreamCount: 0,
      unclassifiedStreamCount: 0,
    });
  });

  it('of the dashboard alone heed degradation and concealment', () => {
    const stream = {
      ...enough,
      averageJitter: 'PT0.005S',
      averageAudioDegradation: 3,
      averageRatioOfConcealedSamples: 0.9,
    };
    expect(toStreamQuality(stream, 'main-audio', 'CQD_2020').verdict).toBe('POOR');
    expect(toStreamQuality(stream, 'main-audio', 'SAMPLE_2026').verdict).toBe('GOOD');
  });

  it('have a default', () => {
    expect(toStreamQuality({}, 'main-audio').profile).toBe(defaultProfile);
  });
});

describe('too few packets', () => {
  const bad = { averageJitter: 'PT0.09S' };
  const good = { averageJitter: 'PT0.001S' };
  it.each([
    ['CQD_2020', 499, 'UNCLASSIFIED', 'UNCLASSIFIED'],
    ['CQD_2020', 500, 'UNCLASSIFIED', 'UNCLASSIFIED'],
    ['CQD_2020', 501, 'POOR', 'GOOD'],
    ['CQD_2020', null, 'POOR', 'GOOD'],
    ['CQD_2020', undefined, 'POOR', 'GOOD'],
    ['SAMPLE_2026', 999, 'UNCLASSIFIED', 'UNCLASSIFIED'],
    ['SAMPLE_2026', 1000, 'UNCLASSIFIED', 'UNCLASSIFIED'],
    ['SAMPLE_2026', 1001, 'POOR', 'GOOD'],
    ['SAMPLE_2026', null, 'UNCLASSIFIED', 'UNCLASSIFIED'],
    ['SAMPLE_2026', undefined, 'UNCLASSIFIED', 'UNCLASSIFIED'],
  ] as const)('%s: %s packets of sound', (profile, packetUtilization, ofBad, ofGood) => {
    const count = packetUtilization === undefined ? {} : { packetUtilization };
    expect(toStreamQuality({ ...bad, ...count }, 'main-audio', profile).verdict).toBe(ofBad);
    expect(toStreamQuality({ ...good, ...count }, 'main-audio', profile).verdict).toBe(ofGood);
  });

  it.each(names)('%s: do not matter to pictures', (profile) => {
    const stream = { packetUtilization: 1, averageVideoFrameLossPercentage: 51 };
    expect(toStreamQuality(stream, 'main-video', profile).verdict).toBe('POOR');
  });
});

describe('pictures', () => {
  it.each(names)('%s: the first metric reported decides alone', (profile) => {
    const verdict = (stream: MediaStream) => toStreamQuality(stream, 'main-video', profile).verdict;
    const worst = { averageVideoFrameRate: 1, postForwardErrorCorrectionPacketLossRate: 0.9 };
    expect(verdict({ averageVideoFrameLossPercentage: 10, ...worst })).toBe('GOOD');
    expect(verdict({ averageVideoFrameLossPercentage: null, ...worst, averageVideoFrameRate: 20 })).toBe('GOOD');
    expect(verdict({ averageVideoFrameLossPercentage: null, ...worst })).toBe('POOR');
    expect(verdict({ averageVideoFrameRate: null, postForwardErrorCorrectionPacketLossRate: 0.9 })).toBe('POOR');
    const first = toStreamQuality({ averageVideoFrameLossPercentage: 90, ...worst }, 'main-video', profile);
    expect(first.reasons.map(({ metric }) => metric)).toEqual(['averageVideoFrameLossPercentage']);
  });
});

describe('what is missing', () => {
  const metrics = (name: ProfileName, kind: keyof typeof labels) => profiles[name].rules[kind].thresholds;
  const kinds = Object.keys(labels) as (keyof typeof labels)[];

  it('is never good', () => {
    for (const name of names) {
      for (const kind of kinds) {
        for (const nothing of [null, undefined, 'NaN', 'INF', 'junk', {}]) {
          const stream = Object.fromEntries(metrics(name, kind).map(({ metric }) => [metric, nothing]));
          expect(toStreamQuality({ ...enough, ...stream }, labels[kind], name).verdict).toBe('UNCLASSIFIED');
        }
        expect(toStreamQuality({}, labels[kind], name).verdict).toBe('UNCLASSIFIED');
      }
    }
  });

  it('in any position leaves the rest to decide', () => {
    const fine = { ms: 'PT0.001S', 'frames/s': 30, fraction: 0.001, percent: 1, 'MOS points': 0.1 } as const;
    for (const name of names) {
      for (const kind of kinds) {
        for (const kept of metrics(name, kind)) {
          const stream = Object.fromEntries(
            metrics(name, kind).map(({ metric, unit }) => [
              metric,
              metric === kept.metric ? fine[unit as keyof typeof fine] : null,
            ]),
          );
          expect(toStreamQuality({ ...enough, ...stream }, labels[kind], name).verdict).toBe('GOOD');
        }
      }
    }
  });

  it('never throws, whatever arrives', () => {
    fc.assert(
      fc.property(fc.object(), fc.option(fc.string()), fc.constantFrom(...names), (stream, label, name) => {
        expect(['GOOD', 'POOR', 'UNCLASSIFIED']).toContain(toStreamQuality(stream, label, name).verdict);
      }),
    );
  });
});

describe('toMediaKind', () => {
  it.each([
    ['main-audio', {}, 'audio'],
    ['MAIN-AUDIO', {}, 'audio'],
    ['main-video', {}, 'video'],
    ['panoramic-Video', {}, 'video'],
    ['applicationsharing-video', {}, 'sharing'],
    ['ApplicationSharing', {}, 'sharing'],
    ['applicationsharing-audio', {}, 'audio'],
    ['main-audio', { videoCodec: 'h264' }, 'audio'],
    ['data', {}, null],
    [null, {}, null],
    [undefined, { audioCodec: null, videoCodec: null }, null],
    ['data', { audioCodec: 'satin' }, 'audio'],
    [null, { videoCodec: 'h264' }, 'video'],
    [null, { audioCodec: 'unknown', videoCodec: 'av1' }, 'video'],
    [null, { audioCodec: 'invalid', videoCodec: 'Unknown' }, null],
  ] as const)('%s with %j is %s', (label, stream, kind) => expect(toMediaKind(label, stream)).toBe(kind));
});
