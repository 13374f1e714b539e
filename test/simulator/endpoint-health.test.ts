import { expect, it } from 'vitest';
import { createEndpointHealth } from '../../src/simulator/notification/endpoint-health.ts';

const url = 'https://example.com/';
const minuteMs = 60_000;

it.each([
  [0, 'normal'],
  [2, 'normal'],
  [3, 'slow'],
  [4, 'drop'],
] as const)('%i slow answers of 21 make an endpoint %s for ten minutes', (slowCount, state) => {
  const health = createEndpointHealth();
  for (let index = 0; index < 21; index += 1) health.note(url, { isSlow: index < slowCount, atMs: 0 });
  expect(health.stateOf(url, 10 * minuteMs - 1)).toBe(state);
  expect(health.stateOf(url, 10 * minuteMs)).toBe('normal');
  expect(health.stateOf('https://other.example.com/', 0)).toBe('normal');
});

it('says nothing of an endpoint that has hardly answered', () => {
  const health = createEndpointHealth();
  for (let index = 0; index < 19; index += 1) health.note(url, { isSlow: true, atMs: 0 });
  expect(health.stateOf(url, 0)).toBe('normal');
});
