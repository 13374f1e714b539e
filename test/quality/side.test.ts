import { describe, expect, it } from 'vitest';
import type { Media, NetworkInfo, Session } from '../../src/graph/resources.ts';
import { deviceThresholds, networkThresholds, receivedThreshold } from '../../src/quality/side-threshold.ts';
import { toSide } from '../../src/quality/side.ts';
import { audio, goodStream, person, poorStream, service, session, withMedia } from './body.ts';

const clean: NetworkInfo = { connectionType: 'wired', sentQualityEventRatio: 0, receivedQualityEventRatio: 0 };

function call(media: Partial<Media>, rest: Partial<Session> = {}, stream = poorStream): Session {
  return session('s', 0, 1, { callee: person('ben'), ...withMedia({ ...audio(stream), ...media }), ...rest });
}

const brief = (of: Session) => {
  const { side, reasons } = toSide(of);
  return [side, reasons.map((reason) => `${reason.side} ${reason.cause} ${reason.metric}`)];
};

describe('limits of one end', () => {
  const step = 0.0001;
  it.each([...deviceThresholds])('$metric', ({ metric, limit, unit }) => {
    const side = (value: unknown) => toSide(call({ callerDevice: { [metric]: value } }));
    expect(side(limit)).toEqual({
      side: 'CALLER',
      reasons: [{ side: 'CALLER', cause: 'DEVICE', metric, value: limit, threshold: limit, unit }],
    });
    expect(side(limit + step).side).toBe('CALLER');
    for (const value of [limit - step, null, undefined, 'NaN']) expect(side(value).side).toBe('UNKNOWN');
  });

  it.each([...networkThresholds])('$metric', ({ metric, limit, badFrom, isWifiOnly, wifiCause }) => {
    const side = (value: unknown, connectionType: string | null) =>
      toSide(call({ calleeNetwork: { connectionType, [metric]: value } }));
    const beyond = badFrom === 'UP' ? limit + step : limit - step;
    const within = badFrom === 'UP' ? limit - step : limit + step;
    for (const value of [limit, beyond]) {
      expect(side(value, 'WiFi')).toMatchObject({ side: 'CALLEE', reasons: [{ cause: wifiCause, metric, value }] });
      expect(side(value, 'wired').reasons.map(({ cause }) => cause)).toEqual(isWifiOnly ? [] : ['NETWORK']);
      expect(side(value, null).side).toBe(isWifiOnly ? 'UNKNOWN' : 'CALLEE');
    }
    for (const value of [within, null, undefined]) expect(side(value, 'wifi').side).toBe('UNKNOWN');
  });

  it('say where they come from', () => {
    for (const { source } of [...deviceThresholds, ...networkThresholds, receivedThreshold]) {
      expect(source).toMatch(/^(?:https:\/\/|ours; )/);
    }
  });
});

describe('toSide', () => {
  const weak: NetworkInfo = { connectionType: 'wifi', wifiSignalStrength: 16, receivedQualityEventRatio: 0.3 };
  const deaf: NetworkInfo = { ...clean, receivedQualityEventRatio: 0.3 };

  it('says nothing of a session that is not poor', () => {
    expect(brief(call({ callerNetwork: weak, callerDevice: { micGlitchRate: 90 } }, {}, goodStream))).toEqual([
      'UNKNOWN',
      [],
    ]);
    expect(brief(session('s', 0, 1))).toEqual(['UNKNOWN', []]);
  });

  it('looks beside poor streams only', () => {
    const media = [audio(poorStream), { ...audio(goodStream), callerNetwork: weak }];
    expect(brief(session('s', 0, 1, withMedia(...media)))).toEqual(['UNKNOWN', []]);
  });

  it('names the end with trouble of its own, with what it received beside', () => {
    expect(brief(call({ calleeNetwork: weak, callerNetwork: clean }))).toEqual([
      'CALLEE',
      ['CALLEE WIFI wifiSignalStrength', 'CALLEE WIFI receivedQualityEventRatio'],
    ]);
  });

  it('does not blame an end for what the other spoiled', () => {
    expect(brief(call({ callerNetwork: deaf, calleeNetwork: weak }))[0]).toBe('CALLEE');
  });

  it('names both', () => {
    const sides = brief(call({ callerDevice: { captureNotFunctioningEventRatio: 0.2 }, calleeNetwork: weak }));
    expect(sides[0]).toBe('BOTH');
    expect(sides[1]).toContain('CALLER DEVICE captureNotFunctioningEventRatio');
  });

  it('points at a silent peer, never at a service', () => {
    expect(brief(call({ callerNetwork: deaf }))).toEqual(['CALLEE', ['CALLEE PEER receivedQualityEventRatio']]);
    expect(brief(call({ calleeNetwork: deaf }))).toEqual(['CALLER', ['CALLER PEER receivedQualityEventRatio']]);
    expect(brief(call({ callerNetwork: deaf }, { callee: service() }))).toEqual([
      'CALLER',
      ['CALLER NETWORK receivedQualityEventRatio'],
    ]);
  });

  it('blames the network only when both ends reported and are well', () => {
    expect(brief(call({ callerNetwork: clean, calleeNetwork: clean }))).toEqual(['NETWORK', []]);
    expect(brief(call({ callerNetwork: deaf, calleeNetwork: clean }))).toEqual(['NETWORK', []]);
    for (const other of [null, {}, { connectionType: 'unknown' }, { sentQualityEventRatio: 0 }]) {
      expect(brief(call({ callerNetwork: clean, calleeNetwork: other }))).toEqual(['UNKNOWN', []]);
    }
  });

  it('keeps the worst value over several media', () => {
    const media = [7, 40, 12].map((signal) => ({
      ...audio(poorStream),
      callerNetwork: { connectionType: 'wifi', wifiSignalStrength: signal },
    }));
    expect(toSide(session('s', 0, 1, withMedia(...media))).reasons).toMatchObject([{ value: 7, threshold: 50 }]);
  });
});
