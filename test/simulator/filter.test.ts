import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { showcase } from '../../src/simulator/showcase.ts';
import { open, readAll, type Json } from './simulator-client.ts';

const list = '/communications/callRecords';

interface Known {
  readonly id: string;
  readonly start: string;
  readonly participants: readonly string[];
}

let client: Awaited<ReturnType<typeof open>>;
let all: Known[];
beforeAll(async () => {
  client = await open();
  const { items } = await readAll(client, `${list}?$select=id`);
  all = await Promise.all(
    items.map(async ({ id }: Json) => {
      const { body } = await client.get(`${list}/${id as string}`);
      const { items: participants } = await readAll(client, `${list}/${id as string}/participants_v2?$select=id`);
      return {
        id,
        start: body.startDateTime,
        participants: participants.map((participant) => participant.id as string),
      };
    }),
  );
});
afterAll(() => client.close());

const find = async (filter: string): Promise<string[]> => {
  const { items } = await readAll(client, `${list}?$select=id&$filter=${encodeURIComponent(filter)}`);
  return items.map(({ id }) => id as string);
};
const expected = (wanted: (known: Known) => boolean) => all.filter(wanted).map(({ id }) => id);

describe('$filter on startDateTime', () => {
  it('compares all seven digits', async () => {
    const { start } = all[200] as Known;
    const compare = {
      lt: (s: string) => s < start,
      le: (s: string) => s <= start,
      gt: (s: string) => s > start,
      ge: (s: string) => s >= start,
    };
    const counts = new Map<string, number>();
    for (const [operator, isWanted] of Object.entries(compare)) {
      const ids = await find(`startDateTime ${operator} ${start}`);
      expect(ids).toEqual(expected((known) => isWanted(known.start)));
      counts.set(operator, ids.length);
    }
    expect(counts.get('le')).toBe((counts.get('lt') ?? 0) + 1);
    expect(counts.get('ge')).toBe((counts.get('gt') ?? 0) + 1);
  });

  it('takes one fractional digit for a tenth of a second', async () => {
    const { start } = all.find((known) => Number(known.start.charAt(20)) < 9) as Known;
    const tenth = `${start.slice(0, 20)}${Number(start.charAt(20)) + 1}`;
    expect(await find(`startDateTime ge ${start} and startDateTime lt ${tenth}Z`)).toEqual(
      expected((known) => known.start >= start && known.start < `${tenth}000000Z`),
    );
  });

  it('knows offsets and fewer digits', async () => {
    const wanted = expected(
      ({ start }) => start >= '2026-09-10T00:00:00.0000000Z' && start < '2026-09-12T00:00:00.0000000Z',
    );
    expect(wanted.length).toBeGreaterThan(10);
    expect(await find('startDateTime ge 2026-09-10T00:00:00Z and startDateTime lt 2026-09-12T00:00:00.000Z')).toEqual(
      wanted,
    );
    expect(
      await find('startDateTime ge 2026-09-10T02:00:00+02:00 and startDateTime lt 2026-09-11T19:30:00.0-04:30'),
    ).toEqual(wanted);
  });
});

describe('$filter on participants', () => {
  it('finds every call of a person, over several pages', async () => {
    const wanted = expected(({ participants }) => participants.includes(showcase.person));
    expect(wanted.length).toBeGreaterThan(60);
    expect(await find(`participants_v2/any(p:p/id eq '${showcase.person}')`)).toEqual(wanted);
    expect(await find(`participants_v2/any(someone: someone/id eq '${showcase.person}')`)).toEqual(wanted);
  });

  it('finds a phone number, whose plus sign is percent-encoded', async () => {
    const number = all.flatMap(({ participants }) => participants).find((id) => id.startsWith('+')) ?? '';
    expect(number).not.toBe('');
    expect(await find(`participants_v2/any(p:p/id eq '${number}')`)).toEqual(
      expected(({ participants }) => participants.includes(number)),
    );
    const { body } = await client.get(`${list}?$filter=participants_v2/any(p:p/id eq '${number}')`);
    expect(body.value).toEqual([]);
  });

  it('joins terms by and', async () => {
    const other = all.flatMap(({ participants }) => participants).find((id) => id !== showcase.person) ?? '';
    const wanted = expected(
      ({ participants, start }) =>
        start >= '2026-09-01' && participants.includes(showcase.person) && participants.includes(other),
    );
    expect(wanted.length).toBeGreaterThan(0);
    expect(
      await find(
        `participants_v2/any(p:p/id eq '${showcase.person}') and startDateTime ge 2026-09-01T00:00:00Z and participants_v2/any(q:q/id eq '${other}')`,
      ),
    ).toEqual(wanted);
  });

  it('takes a doubled quote for one', async () => {
    expect(await find("participants_v2/any(p:p/id eq 'it''s nobody')")).toEqual([]);
  });
});

describe('any other $filter', () => {
  it.each([
    "type eq 'groupCall'",
    'startDateTime eq 2026-09-10T00:00:00Z',
    'startDateTime ne 2026-09-10T00:00:00Z',
    'startDateTime GE 2026-09-10T00:00:00Z',
    'startDateTime constructor 2026-09-10T00:00:00Z',
    "startDateTime ge '2026-09-10T00:00:00Z'",
    'startDateTime ge 2026-09-10',
    'startDateTime ge 2026-02-30T00:00:00Z',
    'startDateTime ge 2026-09-10T00:00:00',
    'startDateTime ge 2026-09-10T00:00:00.12345678Z',
    'startDateTime ge 2026-09-10T00:00:00Z or startDateTime lt 2026-01-01T00:00:00Z',
    'startDateTime ge 2026-09-10T00:00:00Z and',
    'startDateTime ge 2026-09-10T00:00:00Z startDateTime lt 2026-09-11T00:00:00Z',
    '(startDateTime ge 2026-09-10T00:00:00Z)',
    'not startDateTime ge 2026-09-10T00:00:00Z',
    'endDateTime ge 2026-09-10T00:00:00Z',
    "participants/any(p:p/id eq '1')",
    "participants_v2/all(p:p/id eq '1')",
    "participants_v2/any(p:q/id eq '1')",
    "participants_v2/any(p:p/id ne '1')",
    "participants_v2/any(p:p/id eq 'it's')",
    "participants_v2/any(p:p/id in ('1'))",
  ])('%s is refused', async (filter) => {
    const { status, body } = await client.get(`${list}?$filter=${encodeURIComponent(filter)}`);
    expect(status).toBe(400);
    expect(body.error.code).toBe('BadRequest');
    expect(body.error.message).toContain('Invalid filter clause');
  });
});
