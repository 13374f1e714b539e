import fc from 'fast-check';
import { isEnumType, isObjectType } from 'graphql';
import { schema } from '../../src/schema/index.ts';
import { showcase } from '../../src/simulator/showcase.ts';
import type { Directives } from './random-selection.ts';
import { drawSelection, printSelection } from './random-selection.ts';

/** A root field with what is selected below it. */
export type Question = (directives?: Directives) => string;

/** `callRecord` leads from a row back to records, without end. `progress` shows how it was read, by pages of Graph. */
const NOT_SELECTED = ['callRecord', 'progress'];

const records = [
  showcase.peerToPeer,
  showcase.poorCall,
  showcase.meeting,
  showcase.pstnCall,
  showcase.directRoutingCall,
  showcase.callQueue,
  showcase.failedCall,
];
const filters = [
  '',
  `, filter: { participantId: "${showcase.person}" }`,
  ', filter: { from: "2026-06-10T00:00:00Z", to: "2026-06-14T00:00:00Z" }',
];
const window = 'from: "2026-03-01T00:00:00Z", to: "2026-06-15T00:00:00Z"';
const reports = ['directRoutingCalls', 'pstnCalls', 'smsMessages', 'pstnBlockedUsers', 'pstnDialoutReport'];

/** Something to ask of the simulator's tenant at noon of 15 June 2026 (UTC), with Graph's beta. */
export function drawQuestion(gen: fc.GeneratorValue): Question {
  const draw = (typename: string) => {
    const type = schema.getType(typename);
    if (!type) throw new Error(`The schema has no ${typename}`);
    const selection = drawSelection(gen, type, NOT_SELECTED);
    return (directives?: Directives) => printSelection(selection, directives);
  };
  const kind = gen(
    fc.constantFrom<('record' | 'list' | 'report' | 'costs' | 'summary')[]>,
    'record',
    'record',
    'list',
    'report',
    'costs',
    'summary',
  );
  switch (kind) {
    case 'record': {
      const [id, below] = [gen(fc.constantFrom, ...records), draw('CallRecord')];
      return (directives) => `callRecord(id: "${id}") ${below(directives)}`;
    }
    case 'list': {
      const [first, filter] = [gen(fc.integer, { min: 1, max: 25 }), gen(fc.constantFrom, ...filters)];
      const below = draw('CallRecord');
      return (directives) =>
        `callRecords(first: ${first}${filter}) { nodes ${directives?.onList() ?? ''} ${below(directives)} pageInfo { hasNextPage } }`;
    }
    case 'report': {
      const [name, first] = [gen(fc.constantFrom, ...reports), gen(fc.integer, { min: 1, max: 60 })];
      const below = draw(toNodeType(name));
      return (directives) =>
        `${name}(${window}, first: ${first}) { nodes ${directives?.onList() ?? ''} ${below(directives)} pageInfo { hasNextPage } }`;
    }
    case 'costs': {
      const [groupBy, below] = [gen(fc.constantFrom, ...toEnumNames('PstnCostGrouping')), draw('PstnCost')];
      return (directives) => `pstnCosts(${window}, groupBy: ${groupBy}) ${below(directives)}`;
    }
    case 'summary': {
      const [groupBy, most] = [
        gen(fc.constantFrom, ...toEnumNames('QualityGrouping')),
        gen(fc.integer, { min: 1, max: 30 }),
      ];
      const below = draw('CallQualitySummary');
      return (directives) => `callQualitySummary(groupBy: ${groupBy}, maxRecords: ${most}) ${below(directives)}`;
    }
  }
}

/** Several of them in one operation. */
export function toOperation(questions: readonly Question[], directives?: Directives): string {
  return `{ ${questions.map((question, index) => `q${index}: ${question(directives)}`).join(' ')} }`;
}

function toNodeType(report: string): string {
  const connection = schema.getType(String(schema.getQueryType()?.getFields()[report]?.type));
  if (!isObjectType(connection)) throw new Error(`The schema has no report ${report}`);
  return String(connection.getFields()['nodes']?.type).replaceAll(/[[\]!]/g, '');
}

function toEnumNames(name: string): string[] {
  const type = schema.getType(name);
  if (!isEnumType(type)) throw new Error(`The schema has no enum ${name}`);
  return type.getValues().map((value) => value.name);
}
