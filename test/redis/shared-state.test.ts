import { expect, test } from 'vitest';
import { createRedisState } from '../../src/redis/shared-state.ts';
import { useRedis } from '../support/redis-room.ts';

const redis = useRedis();

test('what one writes another reads', async () => {
  const [one, other] = [createRedisState(await redis.connect()), createRedisState(await redis.connect())];
  expect(await other.read('subscription')).toBeUndefined();
  await one.write('subscription', '{"é":1}');
  await one.write('other', '');
  expect(await other.read('subscription')).toBe('{"é":1}');
  expect(await other.read('other')).toBe('');
});
