import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { promisify } from 'node:util';
import type { TestContext } from 'vitest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LiveServer } from '../support/live-server.ts';
import { openLiveServer } from '../support/live-server.ts';
import { requirePart } from '../support/required-part.ts';
import { until } from '../support/until.ts';
import { allBlocks, pages, readPage, root, toInlineCode } from './markdown.ts';
import { toCommands, toEnvironment } from './shell.ts';

/** Every command of every page is executed, here or where it is said, or it is said why not. */

const exec = promisify(execFile);

let live: LiveServer;
beforeAll(async () => void (live = await openLiveServer()));
afterAll(() => live.close());

/** `npm start` as it stands, at another port: both pages are there. */
async function start(command: string, context: TestContext): Promise<void> {
  requirePart(context, `${root}dist/main.js`, 'none: npm run build');
  const env = { ...process.env, LOG_LEVEL: 'silent', ...toEnvironment(command), PORT: '0' };
  const program = spawn('npm', ['start'], { cwd: root, env, detached: true });
  let told = '';
  program.stderr.on('data', (text: Buffer) => (told += text.toString()));
  try {
    await until(() => told.includes('/graphql'), 15_000);
    const url = /GraphiQL\s+(http\S+)\/graphql/.exec(told)?.[1] ?? '';
    for (const path of ['/', '/graphql']) {
      const page = await fetch(`${url}${path}`, { headers: { accept: 'text/html' } });
      expect([page.status, page.headers.get('content-type')]).toEqual([200, expect.stringMatching(/^text\/html/)]);
    }
  } finally {
    const ended = once(program, 'exit');
    // The whole group: npm's shell does not pass signals on.
    process.kill(-(program.pid as number), 'SIGTERM');
    await ended;
  }
}

/** curl as it stands, to another port. */
async function ask(command: string, context: TestContext): Promise<void> {
  requirePart(context, '/usr/bin/curl', 'curl');
  const here = command.replaceAll('http://127.0.0.1:4000', live.url);
  if (!/^curl -N/.test(command)) {
    const { stdout } = await exec('bash', ['-c', here]);
    const answer = JSON.parse(stdout) as { data?: object; errors?: unknown };
    expect(answer.errors).toBeUndefined();
    expect(answer.data).toBeTruthy();
    return;
  }
  const program = spawn('bash', ['-c', `exec ${here}`]);
  let told = '';
  program.stdout.on('data', (text: Buffer) => (told += text.toString()));
  await live.untilSubscribers(1);
  live.simulator.control.endCall({ kind: 'peerToPeer' });
  await until(() => /event: next\ndata: \{"data":/.test(told), 10_000);
  program.kill();
}

/** Without building and writing it: the file has the name that is installed. */
async function pack(command: string): Promise<void> {
  const { stdout } = await exec('bash', ['-c', `${command} --dry-run --ignore-scripts --silent`], { cwd: root });
  expect(readPage('client/README.md')).toContain(`npm install ../call-records-gateway/${stdout.trim()} `);
}

interface Rule {
  readonly command: RegExp;
  readonly page?: string;
  readonly run?: (command: string, context: TestContext) => Promise<void>;
  /** Why it is not executed here. */
  readonly because?: string;
}

/** The first that fits holds. */
const rules: readonly Rule[] = [
  { page: 'docs/export.md', command: /^/, because: 'test/export/docs.test.ts executes it' },
  { command: /^npm ci$/, because: '.ci/run executes it, on a clean tree: it takes away what the tests run on' },
  { command: /^npm test$/, because: 'it is what executes this' },
  {
    command: /\b(AUTH|AZURE_TENANT_ID)=.*npm start$/,
    because: 'it needs an Entra tenant; loadConfig takes its variables',
  },
  { command: /^([A-Z_]+=\S+ )*npm start$/, run: start },
  { command: /^curl .*http:\/\/127\.0\.0\.1:4000\//, run: ask },
  { command: /^npm pack --workspace call-records-client$/, run: pack },
  {
    command: /^npm install \S+\.tgz /,
    because: 'it wants the registry; test/client/readme.test.ts makes the app of the packages that are here',
  },
  { command: /^npm run dev\b/, because: 'it does not end, and opens a port of its own' },
  { command: /^npm run codegen$/, because: 'it writes; npm run schema:check compares' },
  {
    page: 'docs/replicas.md',
    command: /^(systemctl|journalctl) /,
    because: 'it needs systemd and root; test/replicas/units.test.ts starts what the units say',
  },
  {
    page: 'docs/replicas.md',
    command: /^curl .*:(4001|8080)\//,
    because: 'it needs what systemd has started; test/replicas/units.test.ts asks the same at its own ports',
  },
  {
    page: 'docs/replicas.md',
    command: /^(export REDIS_URL=|PORT=400\d node dist\/main\.js$)/,
    because: 'it needs Redis and a public address; test/replicas starts replicas, loadConfig takes its variables',
  },
];

const commands = allBlocks
  .filter(({ language }) => /^(sh|bash|shell|console)$/.test(language))
  .flatMap(({ page, text }) =>
    toCommands(text).flatMap((line) => line.split(' && ').map((command) => [page, command] as const)),
  );
const toRule = (page: string, command: string) =>
  rules.find((rule) => (!rule.page || rule.page === page) && rule.command.test(command));

it('there are commands, and no rule is for none', () => {
  expect(commands.length).toBeGreaterThan(20);
  const used = new Set(commands.map(([page, command]) => toRule(page, command)));
  expect(rules.filter((rule) => !used.has(rule)).map(({ command }) => command.source)).toEqual([]);
});

describe.each(commands)('%s: %s', (page, command) => {
  const { run, because } = toRule(page, command) ?? {};

  it.runIf(run)('does what it says', { timeout: 60_000 }, (context) => run?.(command, context));

  it.skipIf(run)('is executed elsewhere, or it is said why not', () => {
    expect(because, 'an unknown command: give it a rule in test/docs/commands.test.ts').toBeTruthy();
  });
});

it('every script that is named is there', () => {
  const named = [...commands.map(([, command]) => command), ...pages.flatMap((page) => toInlineCode(page))].flatMap(
    (text) => [...text.matchAll(/^npm (?:run )?([\w:]+)(?:.* -w (\S+))?/g)],
  );
  const folders: Readonly<Record<string, string>> = {
    'call-records-client': 'client',
    'call-records-dashboard': 'examples/dashboard',
  };
  expect(named.length).toBeGreaterThan(10);
  for (const [text, script = '', workspace] of named) {
    if (/^npm (ci|pack|install)\b/.test(text)) continue;
    const folder = workspace === undefined ? '.' : folders[workspace];
    const { scripts } = JSON.parse(readPage(`${folder}/package.json`)) as { scripts: Record<string, string> };
    expect(scripts, text).toHaveProperty([script]);
  }
});

it('what is named of examples/replicas is there', () => {
  for (const [, file = ''] of readPage('docs/replicas.md').matchAll(/^\| `([\w@./-]+)`/gm)) {
    expect(existsSync(`${root}examples/replicas/${file}`), file).toBe(true);
  }
});
