import { appendFileSync } from 'node:fs';
import type { Logger } from 'pino';
import { pino } from 'pino';

/**
 * What the gateways of the tests tell: lines of their logs, figures, errors. `TOLD_FILE` names a file that gets it, for
 * `test/sweep/main.ts` to look through; without it nothing is kept.
 */
const file = process.env['TOLD_FILE'];

export function tell(text: string): void {
  if (file) appendFileSync(file, `${text}\n`);
}

export const toldLog = (): Logger => (file ? pino({ level: 'trace' }, { write: tell }) : pino({ level: 'silent' }));
