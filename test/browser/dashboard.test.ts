import { mkdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { chromium } from 'playwright-core';
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { addDecimals } from '../../examples/dashboard/src/words/decimal.ts';
import { appRoles } from '../../src/access/role.ts';
import { systemClock } from '../../src/clock.ts';
import { startHttpServer } from '../../src/server.ts';
import { showcase } from '../../src/simulator/showcase.ts';
import type { Site } from '../../src/site.ts';
import { openSite } from '../../src/site.ts';
import { startFaultyGraph } from '../support/faulty-graph.ts';
import { openGateway } from '../support/gateway.ts';
import { openGuardedGateway } from '../support/guarded.ts';
import type { LiveServer } from '../support/live-server.ts';
import { openLiveServer } from '../support/live-server.ts';
import { requirePart } from '../support/required-part.ts';

const CHROMIUM = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';
const AXE = readFileSync(new URL('../../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');
const SCREENSHOTS = process.env['SCREENSHOTS'];
/** The rules that look at colours; the others say the same in the dark. */
const COLOUR_RULES = ['color-contrast', 'link-in-text-block'];
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

vi.setConfig({ testTimeout: 60_000 });

let browser: Browser | undefined;
/** One for all pages, so that scripts are read once. */
let context: BrowserContext | undefined;
let live: LiveServer | undefined;
/** What no page may have: errors in the console, requests to elsewhere. */
let faults: string[] = [];
let pages: Page[] = [];

beforeEach(async (test) => {
  requirePart(test, CHROMIUM, 'chromium');
  browser ??= await chromium.launch({
    executablePath: CHROMIUM,
    args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-sync'],
  });
  context ??= await browser.newContext({ reducedMotion: 'reduce' });
  live ??= await openLiveServer({ site: openDashboard() });
}, 60_000);

afterEach(async () => {
  await Promise.all(pages.map((page) => page.close()));
  pages = [];
  const found = faults;
  faults = [];
  expect(found).toEqual([]);
});

afterAll(async () => {
  await browser?.close();
  await live?.close();
});

function openDashboard(): Site {
  const site = openSite(fileURLToPath(new URL('../../dist/dashboard', import.meta.url)));
  if (!site) throw new Error('There is no dashboard in dist: npm run build');
  return site;
}

async function openPage(path = '', { url = (live as LiveServer).url, isPhone = false } = {}): Promise<Page> {
  const page = await (context as BrowserContext).newPage();
  await page.setViewportSize(isPhone ? { width: 390, height: 844 } : { width: 1400, height: 760 });
  pages.push(page);
  page.on('pageerror', (error) => faults.push(String(error)));
  page.on('console', (message) => {
    // Chromium says of each answer that is no success that it was none.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
      faults.push(message.text());
  });
  page.on('request', (request) => {
    if (!request.url().startsWith(url) && !request.url().startsWith('data:')) faults.push(request.url());
  });
  await page.goto(`${url}/${path && `#${path}`}`);
  return page;
}

const rowsOf = (page: Page) => page.locator('table.calls tbody tr');

/** Machines that do other things as well may take their time. */
const expectSoon = <T>(read: () => T) => expect.poll(read, { timeout: 15_000 });

/** Requests for lists of calls that reached the simulator. */
const countLists = () =>
  (live as LiveServer).calls.filter(({ method, url }) => method === 'GET' && /\/callRecords(\?|$)/.test(url)).length;

/** Requests but for those that go on in one large meeting. */
const countFirstReads = () => (live as LiveServer).calls.filter(({ url }) => !/sessions\?.*skiptoken/.test(url)).length;

async function expectAccessible(page: Page, name: string): Promise<void> {
  await page.evaluate(AXE);
  for (const scheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
    if (SCREENSHOTS) {
      mkdirSync(SCREENSHOTS, { recursive: true });
      await page.screenshot({ path: `${SCREENSHOTS}/dashboard-${name}-${scheme}.png` });
    }
    const only = scheme === 'light' ? { type: 'tag', values: TAGS } : { type: 'rule', values: COLOUR_RULES };
    const violations = await page.evaluate(async (runOnly) => {
      const { axe, document } = globalThis as unknown as {
        axe: {
          run(root: unknown, options: object): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
        };
        document: unknown;
      };
      const found = await axe.run(document, { runOnly, resultTypes: ['violations'] });
      return found.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
    }, only);
    expect(violations, `${name}, ${scheme}`).toEqual([]);
  }
}

describe('the calls', () => {
  it('are there first, and go on as one scrolls: a list and two batches of verdicts for each page', async () => {
    (live as LiveServer).calls.length = 0;
    const page = await openPage();
    await expectSoon(() => rowsOf(page).count()).toBe(30);
    expect(countLists()).toBe(1);
    await expectSoon(() => page.locator('table.calls .verdict').count()).toBe(30);
    expect(countFirstReads()).toBe(3);
    await expectAccessible(page, 'calls');
    await page.locator('.more').scrollIntoViewIfNeeded();
    await expectSoon(() => rowsOf(page).count()).toBe(60);
    await expectSoon(() => page.locator('table.calls .verdict').count()).toBe(60);
    expect(countLists()).toBe(2);
    expect(countFirstReads()).toBe(6);
    expect(await page.locator('.count').innerText()).toBe('60 calls, and more');
    const links = await page
      .locator('table.calls a')
      .evaluateAll((all) => all.map((link) => link.getAttribute('href')));
    expect(new Set(links).size).toBe(60);
  });

  it('are filtered, by an address that can be shared', async () => {
    const page = await openPage('/calls');
    await expectSoon(() => rowsOf(page).count()).toBe(30);
    await page.getByLabel('Quality').selectOption('Poor');
    await expectSoon(() => page.locator('table.calls .verdict-good').count()).toBe(0);
    await expectSoon(() => page.locator('table.calls .verdict-poor').count()).toBe(30);
    expect(page.url()).toMatch(/#\/calls\?verdict=POOR$/);
    await page.getByLabel('Participant').fill(showcase.person);
    await page.keyboard.press('Enter');
    await page.getByLabel('Type').selectOption('Group');
    await expectSoon(() => page.url()).toContain(`participant=${showcase.person}&type=GROUP_CALL`);
    const { data } = await (live as LiveServer).query(
      `{ callRecords(filter: { participantId: "${showcase.person}", verdict: POOR, type: GROUP_CALL }, first: 100) { nodes { id } } }`,
    );
    await expectSoon(() => rowsOf(page).count()).toBe(data.callRecords.nodes.length);
    await page.getByRole('button', { name: 'Clear filters' }).click();
    await expectSoon(() => rowsOf(page).count()).toBe(30);
  });

  it('can be opened without a mouse', async () => {
    const page = await openPage();
    await expectSoon(() => rowsOf(page).count()).toBe(30);
    const isOnRow = () => page.evaluate('document.activeElement?.classList.contains("row-link") ?? false');
    for (let press = 0; press < 40 && !(await isOnRow()); press += 1) await page.keyboard.press('Tab');
    expect(await isOnRow()).toBe(true);
    await page.keyboard.press('ArrowDown');
    const href = await page.evaluate('document.activeElement.getAttribute("href")');
    expect(href).toBe(await rowsOf(page).nth(1).locator('a').getAttribute('href'));
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Timeline' }).waitFor();
    expect(page.url().endsWith(href as string)).toBe(true);
    expect(await page.evaluate('document.activeElement.id')).toBe('main');
  });

  it('fit a phone', async () => {
    const page = await openPage('', { isPhone: true });
    await expectSoon(() => rowsOf(page).count()).toBe(30);
    await expectSoon(() => page.locator('table.calls .verdict').count()).toBe(30);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
    await expectAccessible(page, 'phone');
  });
});

describe('one call', () => {
  it('is drawn in time, with a bar for each segment, its reasons and who was there', async () => {
    const { data } = await (live as LiveServer).query(
      `{ callRecord(id: "${showcase.poorCall}") { sessions { segments { id } } attendance { identity { displayName } } } }`,
    );
    const page = await openPage(`/call/${showcase.poorCall}`);
    await expectSoon(() => page.locator('.timeline .bar').count()).toBe(
      data.callRecord.sessions.flatMap(({ segments }: { segments: unknown[] }) => segments).length,
    );
    const quality = page.getByRole('region', { name: 'Quality', exact: true });
    await expectSoon(() => quality.innerText()).toMatch(/Jitter\s+60 ms\s+limit 30 ms/);
    const attendance = page.getByRole('region', { name: 'Attendance' });
    for (const { identity } of data.callRecord.attendance) {
      await expectSoon(() => attendance.innerText()).toContain(identity.displayName);
    }
    await page.getByRole('region', { name: 'Streams', exact: true }).getByText('The signs point at').waitFor();
    await page.locator('.bar').first().focus();
    expect(await page.locator('.tooltip').innerText()).toContain('Marcus Feldt → Leila Farahani');
    await expectAccessible(page, 'call');
  });

  it('is drawn whole where it was large, and as a table', async () => {
    const { data } = await (live as LiveServer).query(
      `{ callRecord(id: "${showcase.townHall}") { sessions { segments { id } } } }`,
    );
    const segments = data.callRecord.sessions.flatMap((session: { segments: unknown[] }) => session.segments);
    const page = await openPage(`/call/${showcase.townHall}`);
    await page
      .getByRole('region', { name: 'Timeline' })
      .getByRole('button', { name: /^Show all/ })
      .click();
    await expectSoon(() => page.locator('.timeline .bar').count()).toBe(segments.length);
    await page.getByText('The same as a table').click();
    await expectSoon(() =>
      page.getByRole('region', { name: 'Segments of the timeline' }).locator('tbody tr').count(),
    ).toBe(segments.length);
  });

  it('may be none', async () => {
    const page = await openPage('/call/00000000-0000-0000-0000-000000000000');
    await page.getByText('There is no such call').waitFor();
  });

  it('shows what could be read, and reads a part again that failed', async () => {
    const { simulator } = live as LiveServer;
    let isBroken = true;
    const faulty = await startFaultyGraph({
      upstreamUrl: new URL(simulator.baseUrl).origin,
      trip: ({ urls }) =>
        isBroken && urls.every((url) => url.includes('getPstnCalls')) ? { kind: 'status', status: 503 } : undefined,
      items: ({ urls }) =>
        urls.map((url) => (isBroken && url.includes('getPstnCalls') ? { kind: 'status', status: 503 } : undefined)),
    });
    const baseUrl = faulty.baseUrl + new URL(simulator.baseUrl).pathname.replace(/\/$/, '');
    const gateway = openGateway({ baseUrl, accessToken: simulator.accessToken, site: openDashboard() });
    const server = await startHttpServer(gateway.gateway.listener, { host: '127.0.0.1', port: 0, clock: systemClock });
    const page = await openPage(`/call/${showcase.pstnCall}`, { url: server.url });
    const legs = page.getByRole('region', { name: 'Telephone legs over calling plans' });
    await expectSoon(() => legs.innerText()).toContain('UPSTREAM_UNAVAILABLE');
    await page.locator('.timeline .bar').first().waitFor();
    await expectAccessible(page, 'failed-part');
    isBroken = false;
    await legs.getByRole('button', { name: 'Try again' }).click();
    await expectSoon(() => legs.locator('tbody tr').count()).toBe(1);
    await page.goto('about:blank');
    await server.stop(0);
    await gateway.close();
    await faulty.close();
  });
});

describe('figures', () => {
  it('are plotted by day, and said to be of some calls where they are', async () => {
    const page = await openPage('/trends?most=100');
    await expectSoon(() => page.locator('.trend-mark').count()).toBeGreaterThan(3);
    expect(await page.locator('.trend-line').getAttribute('d')).toMatch(/^M/);
    expect(await page.getByRole('region', { name: 'Poor calls by day' }).innerText()).toContain('Only of 100 calls');
    const groups = page.locator('table.groups');
    await groups.waitFor();
    await groups.getByRole('button', { name: 'Calls', exact: true }).click();
    const counts = (await groups.locator('tbody tr td:nth-child(2)').allInnerTexts()).map(Number);
    expect(counts).toEqual(counts.toSorted((a, b) => b - a));
    await expectAccessible(page, 'trends');
  });

  it('of costs are those of the gateway, to the last digit', async () => {
    const page = await openPage('/costs');
    await page.locator('table.costs').waitFor();
    const asked = { from: '', to: '' };
    page.on('request', (request) => Object.assign(asked, request.postDataJSON()?.variables));
    await page.getByRole('combobox', { name: 'By', exact: true }).selectOption('Day');
    await expectSoon(() => asked.from).not.toBe('');
    const { data } = await (live as LiveServer).query(
      `{ pstnCosts(from: "${asked.from}", to: "${asked.to}", groupBy: DAY) { currency total } }`,
    );
    const costs = data.pstnCosts as { currency: string | null; total: string }[];
    await expectSoon(() => page.locator('table.costs tbody tr').count()).toBe(costs.length);
    for (const currency of new Set(costs.map((cost) => cost.currency))) {
      const sum = addDecimals(costs.filter((cost) => cost.currency === currency).map(({ total }) => total));
      expect(await page.locator(`.sum-total[data-currency="${currency ?? ''}"]`).innerText()).toBe(sum);
    }
    await expectAccessible(page, 'costs');
  });
});

describe('the live feed', () => {
  it('shows a call that ends, waits while it is paused, and is there again on return', async () => {
    const server = live as LiveServer;
    const { control } = server.simulator;
    const page = await openPage('/live');
    await server.untilSubscribers(1);
    await page.getByText('Connected', { exact: true }).waitFor();
    const first = control.endCall().id;
    const toCall = (id: string) => page.locator(`table.live-calls a[href="#/call/${id}"]`);
    await toCall(first).waitFor({ timeout: 10_000 });
    await page.getByRole('button', { name: 'Pause' }).click();
    const second = control.endCall().id;
    await page.getByRole('button', { name: 'Go on (1 waiting)' }).click({ timeout: 10_000 });
    await expectSoon(() => page.locator('table.live-calls a').first().getAttribute('href')).toBe(`#/call/${second}`);
    await expectAccessible(page, 'live');
    await toCall(first).click();
    await page.getByRole('heading', { name: 'Timeline' }).waitFor();
    await server.untilSubscribers(0);
    const third = control.endCall().id;
    await page.getByRole('link', { name: 'Live' }).click();
    await toCall(third).waitFor({ timeout: 10_000 });
    expect(await rowsOf(page).count()).toBe(3);
  });
});

describe('who is asking', () => {
  it('is asked for a token, which is kept nowhere, and is shown what the role may see', async () => {
    const guarded = await openGuardedGateway({ gateway: { site: openDashboard() } });
    const server = await startHttpServer(guarded.gateway.listener, {
      host: '127.0.0.1',
      port: 0,
      clock: systemClock,
    });
    const page = await openPage('', { url: server.url });
    const signIn = async (token: string) => {
      await page.getByLabel('Access token').fill(token);
      await page.getByRole('button', { name: 'Sign in' }).click();
    };
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await expectAccessible(page, 'sign-in');
    await signIn('nonsense');
    await page.getByText('did not accept that token').waitFor();
    const token = await guarded.issuer.sign({ roles: [appRoles.reports] });
    await signIn(token);
    await page.getByRole('heading', { name: 'Trends', exact: true }).waitFor();
    expect(await page.getByRole('navigation').getByRole('link').allInnerTexts()).toEqual(['Trends', 'Costs']);
    expect(await page.locator('.roles').innerText()).toBe('Reports');
    expect(await page.evaluate('JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie])')).toBe(
      '[{},{},""]',
    );
    await page.goto('about:blank');
    await server.stop(0);
    await guarded.close();
  });

  it('may choose the colours, which are kept', async () => {
    const page = await openPage('/costs');
    const toPaper = () => page.evaluate('getComputedStyle(document.documentElement).backgroundColor');
    const light = await toPaper();
    await page.getByLabel('Colours').selectOption('Dark');
    expect(await toPaper()).not.toBe(light);
    await page.reload();
    await page.getByRole('heading', { name: 'Costs' }).waitFor();
    expect(await page.getByLabel('Colours').inputValue()).toBe('dark');
    expect(await toPaper()).not.toBe(light);
  });
});
