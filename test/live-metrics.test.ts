import { Registry } from 'prom-client';
import { expect, it } from 'vitest';
import type { LiveStatus } from '../src/live/live.ts';
import { createLiveMetrics } from '../src/live-metrics.ts';

it('the subscription at Graph is told of by the replica that keeps it, and by others where nobody does', async () => {
  const registry = new Registry();
  let status: LiveStatus = { isLeading: true, expiresMs: 5_000, isAtRisk: true, hints: 2 };
  createLiveMetrics(registry).watch({ countSubscribers: () => 1, status: () => Promise.resolve(status) });
  const read = async () =>
    (await registry.metrics()).split('\n').filter((line) => /^live_(subscription|hints|subscribers)\S* /.test(line));
  expect(await read()).toEqual([
    'live_subscribers 1',
    'live_hints 2',
    'live_subscription_expires_timestamp_seconds 5',
    'live_subscription_at_risk 1',
  ]);
  status = { isLeading: false, expiresMs: undefined, isAtRisk: false, hints: undefined };
  expect(await read()).toEqual(['live_subscribers 1']);
  status = { isLeading: false, expiresMs: undefined, isAtRisk: true, hints: undefined };
  expect(await read()).toEqual(['live_subscribers 1', 'live_subscription_at_risk 1']);
  status = { isLeading: true, expiresMs: undefined, isAtRisk: true, hints: 0 };
  expect(await read()).toContain('live_subscription_expires_timestamp_seconds 0');
});
