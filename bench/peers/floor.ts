import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Pool } from 'undici';
import { projectDeepSession, projectRecord, projectSession } from './question.ts';

/**
 * The least that an answer from Graph's JSON costs in Node: bare node:http, the fewest upstream calls, `JSON.parse`, a
 * projection written by hand for each question, `JSON.stringify`; nothing is checked and nothing survives a fault. With
 * `PASS_THROUGH` Graph's text goes out as it came, unparsed.
 */

type Body = Record<string, any>;
type Variables = Readonly<Record<string, string>>;

const passThrough = process.env['PASS_THROUGH'] !== undefined;
const pool = new Pool(process.env['UPSTREAM_URL'] ?? '', { connections: 64 });
const RECORDS = '/communications/callRecords';
const SELECT = '$select=id,type,modalities,startDateTime,endDateTime,joinWebUrl';
const SESSION_SELECT = '$select=id,modalities,startDateTime,endDateTime,failureInfo,caller,callee';
const toRecordUrl = (id: string | undefined) => `${RECORDS}/${id}?${SELECT}&$expand=sessions(${SESSION_SELECT})`;
const toDeepUrl = (id: string | undefined) =>
  `${RECORDS}/${id}?$select=id&$expand=sessions($select=id,startDateTime;$expand=segments)`;

async function read(method: 'GET' | 'POST', url: string, body?: string): Promise<string> {
  const headers = { authorization: 'Bearer floor', ...(body && { 'content-type': 'application/json' }) };
  const answer = await pool.request({ method, path: `/v1.0${url}`, headers, body: body ?? null });
  return answer.body.text();
}

const readJson = async (url: string): Promise<Body> => JSON.parse(await read('GET', url)) as Body;

function readBatch(urls: readonly string[]): Promise<string> {
  const requests = urls.map((url, index) => ({ id: String(index), method: 'GET', url }));
  return read('POST', '/$batch', JSON.stringify({ requests }));
}

const toBodies = (text: string): Body[] => (JSON.parse(text) as Body)['responses'].map(({ body }: Body) => body);

async function readDeep(id: string | undefined) {
  const record = await readJson(toDeepUrl(id));
  const sessions: Body[] = record['sessions'];
  for (let link: string | undefined = record['sessions@odata.nextLink']; link;) {
    const { pathname, search } = new URL(link);
    const page = await readJson(`${pathname.replace('/v1.0', '')}${search}`);
    sessions.push(...page['value']);
    link = page['@odata.nextLink'];
  }
  return { callRecord: { id: record['id'], sessions: sessions.map(projectDeepSession) } };
}

async function readList(first: number, from?: string) {
  const filter = from === undefined ? '' : `&$filter=${encodeURIComponent(`startDateTime ge ${from}`)}`;
  const list = await read('GET', `${RECORDS}?${SELECT}${filter}`);
  const records = ((JSON.parse(list) as Body)['value'] as Body[]).slice(0, first);
  const packs = Array.from({ length: Math.ceil(first / 20) }, (_, pack) => records.slice(pack * 20, pack * 20 + 20));
  const texts = await Promise.all(
    packs.map((pack) => readBatch(pack.map(({ id }) => `${RECORDS}/${id}/sessions?${SESSION_SELECT}`))),
  );
  if (passThrough) return texts.join('');
  const pages = texts.flatMap(toBodies);
  const nodes = records.map((body, index) => ({
    ...projectRecord({ body }),
    sessions: pages[index]?.['value'].map(projectSession),
  }));
  return { callRecords: { nodes } };
}

const withSessions = (body: Body) => ({ ...projectRecord({ body }), sessions: body['sessions'].map(projectSession) });

const questions: Readonly<Record<string, (variables: Variables) => Promise<object | string>>> = {
  async Q1({ id }) {
    const text = await read('GET', toRecordUrl(id));
    return passThrough ? text : { callRecord: withSessions(JSON.parse(text) as Body) };
  },
  Q2: ({ from }) => readList(50, from),
  async Q3(variables) {
    const text = await readBatch(Object.values(variables).map(toRecordUrl));
    if (passThrough) return text;
    return Object.fromEntries(toBodies(text).map((body, index) => [`r${index}`, withSessions(body)]));
  },
  Q4: ({ id }) => (passThrough ? read('GET', toDeepUrl(id)) : readDeep(id)),
  Q5: ({ id }) => readDeep(id),
  Q6: () => readList(20),
};

async function answer(content: string, response: ServerResponse): Promise<void> {
  const { operationName, variables } = JSON.parse(content) as { operationName: string; variables: Variables };
  const data = (await questions[operationName]?.(variables)) ?? null;
  const text = typeof data === 'string' ? data : JSON.stringify({ data });
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }).end(text);
}

const server = createServer((request: IncomingMessage, response: ServerResponse) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => void answer(Buffer.concat(chunks).toString(), response));
});
server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`listening http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql\n`);
});
