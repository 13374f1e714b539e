import { describe, expect, it } from 'vitest';
import { parsePreference } from '../../src/simulator/preference.ts';
import { connect, readAll, type Json } from './simulator-client.ts';

const list = '/communications/callRecords';

function* walk(value: Json): Generator<readonly [name: string, member: Json]> {
  if (typeof value !== 'object' || value === null) return;
  for (const [name, member] of Object.entries(value)) {
    if (!Array.isArray(value)) yield [name, member];
    yield* walk(member);
  }
}

describe('Prefer', () => {
  it.each([
    [undefined, { maxPageSize: undefined, omitsNulls: false, includesUnknownEnumMembers: false }],
    ['odata.maxpagesize=5', { maxPageSize: 5 }],
    ['omit-values=nulls, ODATA.MaxPageSize=5', { maxPageSize: 5, omitsNulls: true }],
    ['include-unknown-enum-members', { includesUnknownEnumMembers: true }],
    ['omit-values="nulls", respond-async', { omitsNulls: true }],
    ['odata.maxpagesize=0', { maxPageSize: undefined }],
    ['odata.maxpagesize=-3', { maxPageSize: undefined }],
    ['odata.maxpagesize=many', { maxPageSize: undefined }],
  ])('%s is read', (header, expected) => {
    expect(parsePreference(header)).toMatchObject(expected);
  });

  it('omit-values=nulls drops nulls and empty lists, and nothing else', async () => {
    const client = await connect();
    const id = (await client.get(list)).body.value[0].id as string;
    const url = `${list}/${id}?$expand=sessions($expand=segments)`;
    const full = (await client.get(url)).body;
    const short = (await client.get(url, { Prefer: 'omit-values=nulls' })).body;
    const isEmpty = (member: Json) =>
      member === null || member === '' || (Array.isArray(member) && member.length === 0);
    expect([...walk(full)].some(([, member]) => isEmpty(member))).toBe(true);
    expect([...walk(short)].some(([, member]) => isEmpty(member))).toBe(false);
    expect(full).toMatchObject(short);
  });

  it('include-unknown-enum-members uncovers the one product that came after the sentinel', async () => {
    const client = await connect();
    const { items } = await readAll(client, `${list}?$select=id`);
    const counts = { hidden: 0, shown: 0 };
    for (const { id } of items.slice(0, 40)) {
      const url = `${list}/${id as string}/sessions?$select=caller`;
      const hidden = await readAll(client, url);
      const shown = await readAll(client, url, { Prefer: 'include-unknown-enum-members' });
      const familiesOf = (sessions: Json[]) =>
        [...walk(sessions)].filter(([name]) => name === 'productFamily').map(([, family]) => family as string);
      expect(familiesOf(hidden.items)).not.toContain('azureCommunicationServices');
      counts.hidden += familiesOf(hidden.items).filter((family) => family === 'unknownFutureValue').length;
      counts.shown += familiesOf(shown.items).filter((family) => family === 'azureCommunicationServices').length;
      expect(familiesOf(shown.items)).not.toContain('unknownFutureValue');
    }
    expect(counts.shown).toBeGreaterThan(0);
    expect(counts.hidden).toBe(counts.shown);
  });
});
