import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { DocumentNode, GraphQLSchema } from 'graphql';
import { execute, parse } from 'graphql';
import { createYoga } from 'graphql-yoga';
import { createAccess } from '../src/access/access.ts';
import { createPolicy } from '../src/access/policy.ts';
import { anyone } from '../src/access/viewer.ts';
import type { Context } from '../src/context.ts';
import { createPlanBook } from '../src/execution/plan-book.ts';
import { schema } from '../src/schema/index.ts';
import { isWriting, toBlock, writeSection } from './docs-section.ts';
import { median } from './median.ts';
import type { Question } from './peers/question.ts';
import { projectDeepSession, projectRecord, projectSession, questions } from './peers/question.ts';
import { toTable } from './table.ts';
import type { BenchRecord } from './upstream/tenant.ts';
import { largeMeeting, tenant } from './upstream/tenant.ts';

/**
 * Execution by itself, in this process, over bodies that are parsed already: what the plan, graphql-jit, Yoga's executor
 * and graphql-js make of the same document, schema and resolvers, against a projection written by hand. In turn, medians.
 */

const ROUNDS = 15;
const ROUND_MS = 150;

type Execute = () => unknown;

const toBody = ({ body, sessions }: BenchRecord, isDeep: boolean) => ({
  ...body,
  sessions: sessions.map((session) => ({ ...session.body, ...(isDeep && { segments: session.segments }) })),
});

/** Loaders that have everything. */
function toContext(records: readonly any[]): Context {
  const byId = new Map(records.map((record) => [record.id, record]));
  const loaders = {
    callRecord: { load: (id: string) => Promise.resolve(byId.get(id)) },
    callRecords: {
      load: () => Promise.resolve({ entries: records.map((record) => ({ record })), hasNextPage: false }),
    },
    sessions: { load: (record: any) => Promise.resolve({ items: record.sessions }) },
    segments: { load: (session: any) => Promise.resolve({ items: session.segments }) },
  };
  const access = createAccess({
    viewer: anyone,
    policy: createPolicy(anyone.roles, { masksAllPhones: false }),
    toPseudonym: (id) => id,
    readBudget: () => ({ limit: Infinity, windowMs: 0, used: 0, freeAtMs: undefined, endsMs: 0 }),
  });
  return { loaders, access } as unknown as Context;
}

function toByHand({ name }: Question, records: readonly any[]): Execute {
  const withSessions = (body: any) => ({ ...projectRecord({ body }), sessions: body.sessions.map(projectSession) });
  if (name === 'Q2') return () => ({ data: { callRecords: { nodes: records.map(withSessions) } } });
  const [record] = records;
  if (name === 'Q1') return () => ({ data: { callRecord: withSessions(record) } });
  return () => ({ data: { callRecord: { id: record.id, sessions: record.sessions.map(projectDeepSession) } } });
}

function toPlanned(document: DocumentNode, variables: Record<string, unknown>, context: Context): Execute {
  const book = createPlanBook(schema);
  return async () => {
    const prepared = book.open(document, undefined, variables);
    return { data: await prepared?.plan.run(context, prepared.variableValues) };
  };
}

interface Jit {
  compileQuery(
    schema: GraphQLSchema,
    document: DocumentNode,
  ): { query(root: unknown, context: unknown, variables: unknown): unknown };
}

function toJit(document: DocumentNode, variables: Record<string, unknown>, context: Context): Execute | undefined {
  const require = createRequire(import.meta.url);
  if (!existsSync(new URL('../../node_modules/graphql-jit', import.meta.url))) return undefined;
  const jit = require('graphql-jit') as Jit;
  const compiled = jit.compileQuery(schema, document);
  return () => compiled.query(undefined, context, variables);
}

export async function benchExecution(): Promise<boolean> {
  const tables: string[] = [];
  let areSame = true;
  const yoga = createYoga({ schema, logging: false }).getEnveloped({});
  for (const question of questions.filter(({ name }) => ['Q1', 'Q2', 'Q4', 'Q5'].includes(name))) {
    const { name, query, title } = question;
    const isDeep = name === 'Q4' || name === 'Q5';
    const chosen = name === 'Q2' ? tenant.slice(0, 50) : name === 'Q5' ? [largeMeeting] : tenant.slice(7, 8);
    const records = chosen.map((record) => toBody(record, isDeep));
    const variables = name === 'Q2' ? question.variables(0) : { id: chosen[0]?.id };
    const context = toContext(records);
    const document = parse(query);
    const ways: Record<string, Execute | undefined> = {
      'by hand': toByHand(question, records),
      plan: toPlanned(document, variables, context),
      'graphql-jit': toJit(document, variables, context),
      "Yoga's executor": () => yoga.execute({ schema, document, contextValue: context, variableValues: variables }),
      'graphql-js': () => execute({ schema, document, contextValue: context, variableValues: variables }),
    };
    const expected = JSON.stringify(await ways['graphql-js']?.());
    const rows: (string | number)[][] = [[`${name}: ${title}`, 'µs', '× by hand', 'answer']];
    const times = await time(ways);
    const base = times.get('by hand') ?? NaN;
    for (const [way, us] of times) {
      const isSame = JSON.stringify(await ways[way]?.()) === expected;
      rows.push([way, us.toFixed(1), (us / base).toFixed(1), isSame ? 'right' : 'another']);
      areSame &&= isSame;
    }
    tables.push(toTable(rows));
    process.stdout.write(`\n${toTable(rows)}`);
  }
  if (isWriting()) writeSection('execution', toBlock(tables.join('\n')));
  return areSame;
}

/** Median microseconds of each way. */
async function time(ways: Readonly<Record<string, Execute | undefined>>): Promise<Map<string, number>> {
  const rounds = new Map<string, number[]>();
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [name, run] of Object.entries(ways)) {
      if (!run) continue;
      let count = 0;
      const beganMs = performance.now();
      for (; performance.now() - beganMs < ROUND_MS; count += 1) await run();
      const us = ((performance.now() - beganMs) * 1_000) / count;
      rounds.set(name, [...(rounds.get(name) ?? []), us]);
    }
  }
  return new Map(
    [...rounds].map(([name, all]) => {
      // The first ones are the compiler's.
      return [name, median(all.slice(ROUNDS / 3))];
    }),
  );
}
