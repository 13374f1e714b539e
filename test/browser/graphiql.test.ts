import { mkdirSync } from 'node:fs';
import type { Browser, Page, Request, Response } from 'playwright-core';
import { chromium } from 'playwright-core';
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest';
import { appRoles } from '../../src/access/role.ts';
import { systemClock } from '../../src/clock.ts';
import { toPlaygroundTabs } from '../../src/playground.ts';
import type { Live } from '../../src/live/live.ts';
import type { HttpServer } from '../../src/server.ts';
import { startHttpServer } from '../../src/server.ts';
import { showcase } from '../../src/simulator/showcase.ts';
import type { GraphQLAnswer } from '../support/gateway.ts';
import { openGuardedGateway } from '../support/guarded.ts';
import { openLive } from '../support/live.ts';
import { requirePart } from '../support/required-part.ts';
import type { SimulatedGateway } from '../support/simulator.ts';
import { openSimulatedGateway } from '../support/simulator.ts';

const CHROMIUM = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';
const tabs = toPlaygroundTabs(showcase, Date.now());

let gateway: SimulatedGateway | undefined;
let server: HttpServer | undefined;
let browser: Browser | undefined;

beforeEach(async (context) => {
  requirePart(context, CHROMIUM, 'chromium');
  let live: Live | undefined;
  const pace = { live: { gapMs: [1_000, 2_000] as const } };
  gateway = await openSimulatedGateway(pace, { tabs, toLive: (graph) => (live = openLive(graph, systemClock)) });
  server = await startHttpServer(gateway.gateway.listener, { host: '127.0.0.1', port: 0, clock: systemClock });
  live?.start(server.url);
  browser ??= await chromium.launch({
    executablePath: CHROMIUM,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}, 60_000);

afterEach(async () => {
  await gateway?.gateway.stopSubscriptions();
  await server?.stop(0);
  await gateway?.close();
});

afterAll(() => browser?.close());

async function openPlayground(foreign: string[]): Promise<Page> {
  const page = await (browser as Browser).newPage({ viewport: { width: 1500, height: 900 } });
  const origin = (server as HttpServer).url;
  page.on('request', (request) => {
    if (!request.url().startsWith(origin) && !/^(data|blob):/.test(request.url())) foreign.push(request.url());
  });
  await page.goto(`${origin}/graphql`);
  await page.locator('.graphiql-execute-button').waitFor();
  return page;
}

/** Subscriptions are asked for by GET. */
const asksFor = (request: Request, name: string) =>
  request.postDataJSON()?.operationName === name || new URL(request.url()).searchParams.get('operationName') === name;

test('every tab runs as it stands, and nothing is loaded from elsewhere', { timeout: 240_000 }, async () => {
  const foreign: string[] = [];
  const page = await openPlayground(foreign);
  const buttons = page.locator('.graphiql-tab-button');
  expect(await buttons.count()).toBe(tabs.length);
  expect(tabs.length).toBeGreaterThanOrEqual(6);
  for (let index = 0; index < tabs.length; index++) {
    const [, type, name = ''] = /^(query|subscription) (\w+)/m.exec(tabs[index]?.query ?? '') ?? [];
    const tab = page.getByRole('tab').nth(index);
    // The tabs slide into place when the page opens, and one that moves takes a click for a drag.
    const select = async () => {
      await tab
        .locator('.graphiql-tab-button')
        .click({ delay: 80, timeout: 2_000 })
        .catch(() => undefined);
      return tab.getAttribute('aria-selected');
    };
    await expect.poll(select, { timeout: 15_000 }).toBe('true');
    await expect.poll(() => page.locator('.graphiql-query-editor').innerText()).toContain(name);
    // The button stops a query while one runs, and for a moment afterwards: press it until a request leaves.
    let answer: Response | undefined;
    const execute = async () => {
      const answered = page
        .waitForResponse((candidate) => asksFor(candidate.request(), name), { timeout: 5_000 })
        .catch(() => undefined);
      await page
        .locator('.graphiql-execute-button')
        .evaluate((button) => (button as unknown as { click(): void }).click());
      answer ??= await answered;
      return answer !== undefined;
    };
    await expect.poll(execute, { timeout: 30_000 }).toBe(true);
    // Of an answer in parts Chromium keeps no body to look at: what is shown has to do.
    if (answer?.headers()['content-type']?.startsWith('application/')) {
      const whole = (await answer.json()) as GraphQLAnswer;
      expect(whole.errors, tabs[index]?.query).toBeUndefined();
      expect(whole.data, tabs[index]?.query).toBeTruthy();
    }
    await expect.poll(() => page.locator('.result-window').innerText(), { timeout: 20_000 }).toContain('"data"');
    expect(await page.locator('.result-window').innerText(), tabs[index]?.query).not.toContain('"errors"');
    if (type === 'subscription') {
      // Another call ends, and is shown in place of the one before.
      const shown = await page.locator('.result-window').innerText();
      expect(shown).toContain('callRecordChanged');
      await expect.poll(() => page.locator('.result-window').innerText(), { timeout: 20_000 }).not.toBe(shown);
      await page
        .locator('.graphiql-execute-button')
        .evaluate((button) => (button as unknown as { click(): void }).click());
    }
    if (process.env['SCREENSHOTS']) {
      mkdirSync(process.env['SCREENSHOTS'], { recursive: true });
      await page.screenshot({ path: `${process.env['SCREENSHOTS']}/graphiql-${index}.png` });
    }
  }
  expect(foreign).toEqual([]);
  await page.close();
});

test('the docs explorer shows what fields mean', { timeout: 60_000 }, async () => {
  const page = await openPlayground([]);
  await page.getByRole('button', { name: /Documentation Explorer/i }).click();
  await page.locator('.graphiql-doc-explorer').getByText('Query', { exact: true }).first().click();
  await expect.poll(() => page.locator('.graphiql-doc-explorer').innerText()).toContain('Costs one request to Graph');
  await page.close();
});

test('whoever pastes a token into the headers is signed in', { timeout: 150_000 }, async () => {
  const guarded = await openGuardedGateway({
    gateway: { tabs: [{ query: 'query Me { viewer { roles } }' }], introspection: 'admin' },
  });
  const own = await startHttpServer(guarded.gateway.listener, { host: '127.0.0.1', port: 0, clock: systemClock });
  const page = await (browser as Browser).newPage({ viewport: { width: 1500, height: 900 } });
  await page.goto(`${own.url}/graphql`);
  await page.locator('.graphiql-execute-button').waitFor();
  const execute = () =>
    page.locator('.graphiql-execute-button').evaluate((button) => (button as unknown as { click(): void }).click());
  await expect.poll(() => page.locator('.graphiql-query-editor').innerText()).toContain('viewer');
  const shows = (text: string) =>
    expect
      .poll(() => page.locator('.result-window').innerText(), { timeout: 8_000 })
      .toContain(text)
      .then(
        () => true,
        () => false,
      );
  // The button stops a query while one runs: it is pressed again only when that has had its time.
  const untilItShows = async (text: string) => {
    for (let press = 0; press < 6; press += 1) {
      await execute();
      if (await shows(text)) return true;
    }
    return false;
  };
  expect(await untilItShows('UNAUTHENTICATED')).toBe(true);
  const token = await guarded.issuer.sign({ roles: [appRoles.engineer] });
  await page.getByRole('button', { name: 'Headers', exact: true }).click();
  await page.locator('.graphiql-editor-tool .graphiql-editor:not(.hidden)').click();
  await page.keyboard.insertText(JSON.stringify({ authorization: `Bearer ${token}` }));
  expect(await untilItShows('ENGINEER')).toBe(true);
  if (process.env['SCREENSHOTS']) await page.screenshot({ path: `${process.env['SCREENSHOTS']}/signed-in.png` });
  // It is in no storage that outlives the page.
  const stored = await page.evaluate(() =>
    JSON.stringify((globalThis as unknown as { localStorage: object }).localStorage),
  );
  expect(stored).not.toContain(token.slice(-20));
  await page.close();
  await own.stop(0);
  await guarded.close();
});
