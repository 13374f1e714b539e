import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AuditLine } from '../../src/audit.ts';
import type { Role } from '../../src/access/role.ts';
import { appRoles } from '../../src/access/role.ts';
import { systemClock } from '../../src/clock.ts';
import type { GuardedGateway } from '../support/guarded.ts';
import { openGuardedGateway } from '../support/guarded.ts';

const nowMs = Date.parse('2026-06-15T12:00:00Z');
const clock = { ...systemClock, now: () => nowMs };
const WINDOW = 'from=2026-06-11T00:00:00Z&to=2026-06-13T00:00:00Z';

type Row = Readonly<Record<string, unknown>>;

let gateway: GuardedGateway;
const audited: AuditLine[] = [];
beforeAll(async () => {
  gateway = await openGuardedGateway({ clock, gateway: { audit: (line) => audited.push(line), exports: 20 } });
});
afterAll(() => gateway.close());

async function get(roles: readonly Role[], claims: object = {}, path = `/export/streams.ndjson?${WINDOW}`) {
  const token = await gateway.issuer.sign({ roles: roles.map((role) => appRoles[role]), ...claims });
  return gateway.gateway.fetch(`http://gateway.test${path}`, { headers: { authorization: `Bearer ${token}` } });
}

async function readRows(roles: readonly Role[], claims?: object): Promise<Row[]> {
  const text = await (await get(roles, claims)).text();
  return text
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Row);
}

/** What nobody gets whole. */
const isMasked = (value: string) => /\*\*\*$|^hidden-/.test(value);

const toFilled = (rows: readonly Row[]) =>
  Object.keys(rows[0] ?? {}).filter((name) => rows.some((row) => row[name] !== null));

describe('an export', () => {
  it('is for nobody without a token', async () => {
    const response = await gateway.gateway.fetch(`http://gateway.test/export/streams.csv?${WINDOW}`);
    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toMatch(/^Bearer/);
  });

  it('is not for those who may see figures alone, which is written down', async () => {
    gateway.calls.length = 0;
    audited.length = 0;
    const response = await get(['reports']);
    expect(response.status).toBe(403);
    expect(await response.text()).toContain('"code":"FORBIDDEN"');
    expect(gateway.calls).toEqual([]);
    expect(JSON.stringify(audited)).toContain('"decision":"forbidden"');
  });

  it('has the columns filled that a role may see', async () => {
    const admin = toFilled(await readRows(['admin']));
    const engineer = toFilled(await readRows(['engineer']));
    const support = toFilled(await readRows(['support']));
    expect(engineer).toEqual(admin);
    expect(support.filter((name) => !admin.includes(name))).toEqual([]);
    expect(admin.filter((name) => !support.includes(name))).toMatchSnapshot();
    expect(support).toMatchSnapshot();
  });

  it('shows support no name, number or address', async () => {
    const rows = await readRows(['admin']);
    const text = await (await get(['support'])).text();
    const secret =
      /(DisplayName|UserPrincipalName|IpAddress|IPAddress|Subnet|DeviceName|JoinWebUrl|FeedbackText)$|^(Caller|Callee|Organizer)_Id$/;
    const canaries = new Set(
      rows.flatMap((row) =>
        Object.entries(row).flatMap(([name, value]) =>
          secret.test(name) && typeof value === 'string' && value.length > 4 && !isMasked(value) ? [value] : [],
        ),
      ),
    );
    expect(canaries.size).toBeGreaterThan(50);
    expect([...canaries].filter((value) => text.includes(JSON.stringify(value)))).toEqual([]);
    expect(text.split('\n')).toHaveLength(rows.length + 1);
  });

  it('is of their own calls for those who may see no others', async () => {
    const rows = await readRows(['admin']);
    const id = rows.map((row) => row['Caller_Id']).find((each) => /^[0-9a-f-]{36}$/.test(String(each)));
    const own = await readRows(['self'], { oid: id });
    const { data } = await gateway.askAs(
      ['self'],
      '{ viewer { callRecords(filter: { from: "2026-06-11T00:00:00Z", to: "2026-06-13T00:00:00Z" }) { nodes { id } } } }',
      {},
      { oid: id },
    );
    const ids = (data.viewer.callRecords.nodes as { id: string }[]).map((node) => node.id);
    expect(ids.length).toBeGreaterThan(0);
    expect([...new Set(own.map((row) => row['CallId']))]).toEqual(ids);
  });

  it('does not go on with the cursor of somebody who may see more', async () => {
    const cursor = (await readRows(['admin'])).find((row) => row['cursor'])?.['cursor'];
    const response = await get(['self'], {}, `/export/streams.ndjson?after=${String(cursor)}`);
    expect(response.status).toBe(400);
  });

  it('is written down as what it shows', async () => {
    audited.length = 0;
    await readRows(['engineer']);
    expect(audited.length).toBeGreaterThan(0);
    expect(JSON.stringify(audited)).toContain('StreamsExport');
  });

  it('ends with the token that it was begun with', async () => {
    const response = await get(['engineer'], { exp: Math.floor(nowMs / 1_000) - 3_600 });
    expect(response.status).toBe(401);
  });
});
