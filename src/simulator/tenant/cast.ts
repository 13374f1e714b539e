import { createRandom, type Random } from '../random.ts';
import {
  toCommunicationServicesUser,
  toFederated,
  toGuest,
  toPhone,
  toUser,
  type Party,
  type UserParty,
} from './party.ts';
import type { Person } from './people.ts';

/** Above the 130 participants that fit on one page. */
const townHallSize = 142;

/** Who takes part in which kind of call. The first of each list organizes. */
export interface Cast {
  pair(random: Random): readonly Party[];
  withPhone(random: Random): readonly Party[];
  /** Caller, auto attendant, call queue, then the agents in the order the queue rings them. */
  queue(random: Random): readonly Party[];
  meeting(random: Random, hasCommunicationServicesUser: boolean): readonly Party[];
  townHall(random: Random): readonly Party[];
  /** A user of the tenant by id. */
  find(userId: string): UserParty | undefined;
}

export function createCast(seed: number, people: readonly Person[]): Cast {
  const users = people.map(toUser);
  const rooms = users.filter(({ person }) => person.kind === 'room');
  const employees = users.filter(({ person }) => person.kind === 'employee');
  const agents = employees.filter(({ person }) => person.department === 'Support');
  // A few people are in most of what happens.
  const choices = employees.map((user, index) => [user, index < 6 ? 4 : 1] as const);

  const toAccount = (displayName: string): Party => ({
    kind: 'application',
    id: createRandom(seed, 'account', displayName).guid(),
    displayName,
  });
  const attendant = toAccount('Contoso Main Line');
  const queues = [toAccount('Support Queue'), toAccount('Sales Queue')];

  /** `count` different people, those often called more likely; `first` leads. */
  function gather(random: Random, count: number): UserParty[] {
    const chosen = new Set([random.weighted(choices)]);
    while (chosen.size < Math.min(count, employees.length)) {
      chosen.add(random.chance(0.5) ? random.weighted(choices) : random.pick(employees));
    }
    return [...chosen];
  }

  return {
    pair(random) {
      const [caller, callee] = gather(random, 2) as [UserParty, UserParty];
      return [caller, random.chance(0.1) ? toFederated(random) : callee];
    },
    withPhone(random) {
      const [user] = gather(random, 1) as [UserParty];
      const phone = toPhone(random);
      return random.chance(0.6) ? [phone, user] : [user, phone];
    },
    queue: (random) => [
      toPhone(random),
      attendant,
      random.pick(queues),
      ...random.shuffle(agents).slice(
        0,
        random.weighted([
          [1, 60],
          [2, 28],
          [3, 12],
        ] as const),
      ),
    ],
    meeting(random, hasCommunicationServicesUser) {
      const size = random.weighted([
        [random.integer(3, 7), 62],
        [random.integer(8, 14), 28],
        [random.integer(15, 25), 10],
      ]);
      const outsiders = [
        ...(hasCommunicationServicesUser ? [toCommunicationServicesUser(random)] : []),
        ...(random.chance(0.2) ? [random.pick(rooms)] : []),
        ...(random.chance(0.22) ? [toGuest(random)] : []),
        ...(random.chance(0.12) ? [toFederated(random)] : []),
        ...(random.chance(0.14) ? [toPhone(random)] : []),
      ].slice(0, size - 2);
      return [...gather(random, size - outsiders.length), ...outsiders];
    },
    townHall(random) {
      const insiders = [...gather(random, employees.length), ...rooms];
      const phones = new Map(Array.from({ length: 6 }, () => toPhone(random)).map((phone) => [phone.id, phone]));
      const others = Array.from({ length: townHallSize - insiders.length - phones.size }, (_, index) =>
        index % 3 === 0 ? toFederated(random) : toGuest(random),
      );
      return [...insiders, ...phones.values(), ...others];
    },
    find: (userId) => users.find(({ id }) => id === userId),
  };
}
