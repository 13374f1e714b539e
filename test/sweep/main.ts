import { readFileSync } from 'node:fs';
import { personalClasses } from '../../src/access/data-class.ts';
import { fieldRules } from '../../src/access/field-rule.ts';
import { systemClock } from '../../src/clock.ts';
import { toFullSelection } from '../support/full-selection.ts';
import { openSimulatedGateway } from '../support/simulator.ts';

/**
 * Looks through what the gateways of a run of the tests have told (`TOLD_FILE`) for secrets of theirs and for what is
 * personal in the simulator's tenant: names, numbers, addresses, ids. Exit code 1 where something is found.
 */

const SECRETS = ['test-token', 'a secret of the tests', 'canary'];
/** Shorter text is a word that anybody may use. */
const SHORTEST = 8;
/** Anybody's, or no more personal than what it stands for. */
const HARMLESS =
  /^(unknown|default|built-in|microphone|speakers?|internal|external|headset)|^https:\/\/teams\.microsoft\.com/i;

const path = process.env['TOLD_FILE'];
if (!path) throw new Error('TOLD_FILE names no file.');

const personal = new Set<string>();

function gather(value: unknown): void {
  if (Array.isArray(value)) value.forEach(gather);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return;
  const { __typename: type = '' } = value as { readonly __typename?: string };
  for (const [field, member] of Object.entries(value)) {
    const dataClass = fieldRules[type]?.[field];
    if (typeof member === 'string' && dataClass && personalClasses.has(dataClass)) {
      if (member.length >= SHORTEST && !HARMLESS.test(member)) personal.add(member);
    }
    gather(member);
  }
}

const clock = { ...systemClock, now: () => Date.parse('2026-06-15T12:00:00Z') };
const gateway = await openSimulatedGateway({ clock }, { clock });
const record = toFullSelection('CallRecord', ['callRecord', 'attendance', 'quality', 'summary', 'side']);
gather(await gateway.query(`{ callRecords(first: 60) { nodes ${record} } }`));
await gateway.close();

const told = readFileSync(path, 'utf8');
const lineCount = told.split('\n').length;
const hits = [...SECRETS, ...personal].filter((text) => told.includes(text));
process.stdout.write(
  `${lineCount} lines told, ${SECRETS.length} secrets and ${personal.size} personal values looked for: ${hits.length} found.\n`,
);
for (const hit of hits.slice(0, 20)) {
  const at = told.indexOf(hit);
  process.stdout.write(`  ${JSON.stringify(hit)} in …${JSON.stringify(told.slice(Math.max(0, at - 120), at + 80))}\n`);
}
process.exit(hits.length || lineCount < 1_000 || personal.size < 100 ? 1 : 0);
