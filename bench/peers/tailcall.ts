import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Question } from './question.ts';
import { typeDefs } from './type-defs.ts';

/** The same schema in Tailcall's own terms. It cannot tell a type by a member, so that an endpoint is one type here. */
export function writeTailcallConfig(upstreamUrl: string, port: number, question?: Question): string {
  // It reads the same for whoever asks: segments only where the question is about them.
  const sessions = question?.query.includes('segments') ? 'sessions?$$expand=segments' : 'sessions';
  const root = `${upstreamUrl}/v1.0/communications/callRecords`;
  const sdl = typeDefs
    .replace(/interface Endpoint \{[^}]*\}/, '')
    .replace(/type ServiceEndpoint[^}]*\}/, '')
    .replace('type ParticipantEndpoint implements Endpoint', 'type Endpoint')
    .replaceAll(/scalar \w+\n/g, '')
    .replaceAll(/\b(DateTime|Duration)\b/g, 'String')
    .replace('callRecord(id: ID!): CallRecord', `$& @http(url: "${root}/{{.args.id}}")`)
    .replace(
      'callRecords(first: Int, filter: CallRecordFilter): CallRecordConnection',
      `$& @http(url: "${root}", headers: [{ key: "prefer", value: "odata.maxpagesize={{.args.first}}" }], query: [{ key: "$$filter", value: "startDateTime ge {{.args.filter.from}}" }], select: { nodes: "{{.value}}" })`,
    )
    .replace('sessions: [Session]', `$& @http(url: "${root}/{{.value.id}}/${sessions}", select: "{{.value}}")`);
  const path = join(mkdtempSync(join(tmpdir(), 'tailcall-')), 'config.graphql');
  writeFileSync(path, `schema @server(port: ${port}, hostname: "127.0.0.1") @upstream { query: Query }\n${sdl}`);
  return path;
}
