import { addMs, toInstant, toMillisecondText, type Instant } from '../instant.ts';
import { createRandom } from '../random.ts';
import { toUserMembers } from './log-row.ts';
import type { Person } from './people.ts';
import { toOwnNumber } from './phone-number.ts';

/** Someone was barred from the telephone network, or let back. */
export interface PhoneBlock {
  readonly at: Instant;
  readonly person: Person;
  readonly number: string;
  readonly mode: 'Blocked' | 'Unblocked';
  readonly reason: string;
  /** Shared by a block and the end of it. */
  readonly remediationId: string;
}

const dayMs = 86_400_000;
const hourMs = 3_600_000;

/** On one day in ten somebody is blocked; most are let back within three days. */
export function toPhoneBlocks(seed: number, day: number, people: readonly Person[]): readonly PhoneBlock[] {
  const random = createRandom(seed, 'blocks', day);
  if (!random.chance(0.1)) return [];
  const person = random.pick(people.filter(({ kind }) => kind === 'employee'));
  const shared = { person, number: toOwnNumber(seed, person), remediationId: random.guid() };
  // Rows show milliseconds, and the range is matched on what they show.
  const at = toInstant(day * dayMs + random.between(6, 20) * hourMs);
  const reason = random.pick(['High Overall Usage', 'Suspicious International Usage', 'High Spend']);
  const blocked: PhoneBlock = { ...shared, at, mode: 'Blocked', reason };
  if (random.chance(0.15)) return [blocked];
  const letBack = addMs(at, Math.floor(random.between(2, 72) * hourMs));
  return [blocked, { ...shared, at: letBack, mode: 'Unblocked', reason: 'Tenant Requested' }];
}

/** A row of `pstnBlockedUsersLogRow`. The mode is spelled as the reference's sample has it, not as the metadata. */
export function toBlockedUserRow(block: PhoneBlock) {
  return {
    ...toUserMembers(block.person),
    blockDateTime: toMillisecondText(block.at),
    userTelephoneNumber: block.number,
    userBlockMode: block.mode,
    blockReason: block.reason,
    remediationId: block.remediationId,
  };
}
