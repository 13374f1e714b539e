import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { BenchRecord } from './tenant.ts';
import { hugeMeeting, largeMeeting, sizedMeetings, START_MS, tenant } from './tenant.ts';

/**
 * Stands for Graph while peers are timed: a process of its own that answers from ready-made text, so that it costs next
 * to nothing. Pages of 60, `$expand`, `$select` and `$batch` as Graph has them; no limits. `LATENCY_MS` delays every
 * answer. `GET /tally` tells what was asked since the last time: HTTP calls, and units (every batch item is one).
 */

const PAGE_SIZE = 60;
const latencyMs = Number(process.env['LATENCY_MS'] ?? 0);
const records = new Map<string, BenchRecord>(
  [...tenant, largeMeeting, hugeMeeting, ...sizedMeetings].map((record) => [record.id, record]),
);
let baseUrl = '';
let tally = { calls: 0, units: 0 };
/** By page size and relative URL. */
const texts = new Map<string, string>();

type Body = Readonly<Record<string, unknown>>;
interface Shape {
  readonly select: readonly string[] | undefined;
  readonly expand: { readonly relationship: string; readonly shape: Shape } | undefined;
}

/** `a(b;c),d` cut at the commas outside parentheses. */
function split(text: string, separator: string): string[] {
  const parts = [''];
  let depth = 0;
  for (const character of text) {
    if (character === '(') depth += 1;
    if (character === ')') depth -= 1;
    if (character === separator && depth === 0) parts.push('');
    else parts[parts.length - 1] += character;
  }
  return parts;
}

function toShape(options: readonly string[]): Shape {
  const option = (name: string) => options.find((text) => text.startsWith(`${name}=`))?.slice(name.length + 1);
  const expand = option('$expand');
  const [, relationship, inner] = /^([\w/]+)(?:\((.*)\))?$/.exec(expand ?? '') ?? [];
  const [outer, ...below] = relationship?.split('/') ?? [];
  const nested = below.length ? [`$expand=${below.join('/')}`] : split(inner ?? '', ';');
  return {
    select: option('$select')?.split(','),
    expand: outer === undefined ? undefined : { relationship: outer, shape: toShape(nested) },
  };
}

function pick(body: Body, select: readonly string[] | undefined): Body {
  if (!select) return body;
  return Object.fromEntries(Object.entries(body).filter(([name]) => select.includes(name)));
}

function toSessions(record: BenchRecord, { select, expand }: Shape): Body[] {
  return record.sessions.map(({ body, segments }) => ({
    ...pick(body, select),
    ...(expand?.relationship === 'segments' && { segments }),
  }));
}

/** Items from `skip` on, with a link behind them where there are more. */
function toPage(
  items: readonly Body[],
  path: string,
  skip: number,
  size = PAGE_SIZE,
): { value: readonly Body[]; link?: string } {
  const value = items.slice(skip, skip + size);
  const rest = path.replace(/([?&])\$skiptoken=\d+/, '').replace(/[?&]$/, '');
  const link = `${baseUrl}/v1.0${rest}${rest.includes('?') ? '&' : '?'}$skiptoken=${skip + size}`;
  return { value, ...(skip + size < items.length && { link }) };
}

function toBody(relativeUrl: string, pageSize: number): Body | undefined {
  const [path = '', query = ''] = relativeUrl.split('?');
  const options = query.split('&').map((option) => decodeURIComponent(option.replaceAll('+', ' ')));
  const shape = toShape(options);
  const skip = Number(options.find((option) => option.startsWith('$skiptoken='))?.slice(11) ?? 0);
  const [, , list, id, relationship, sessionId, below] = path.replace(/\/$/, '').split('/');
  if (list !== 'callRecords') return undefined;
  if (id === undefined) {
    const from = /startDateTime ge (\S+)/.exec(options.join(' '))?.[1];
    const first = from === undefined ? 0 : (Date.parse(from) - START_MS) / 60_000;
    const bodies = tenant.slice(first).map(({ body }) => pick(body, shape.select));
    // Graph documents no `$top` here; GraphQL Mesh has no other way to ask for fewer.
    const top = Number(options.find((option) => option.startsWith('$top='))?.slice(5) ?? pageSize);
    const { value, link } = toPage(bodies, relativeUrl, skip, top);
    return { '@odata.context': `${baseUrl}/v1.0/$metadata`, value, ...(link && { '@odata.nextLink': link }) };
  }
  const record = records.get(id);
  if (!record) return undefined;
  if (relationship === undefined) {
    const { expand } = shape;
    const body = { '@odata.context': `${baseUrl}/v1.0/$metadata`, ...pick(record.body, shape.select) };
    if (expand?.relationship !== 'sessions') return body;
    const expansion = /\$expand=[^&]*/.exec(query)?.[0].replace(/^\$expand=sessions\/?\(?|\)$/g, '') ?? '';
    const inner = relativeUrl.includes('sessions/segments') ? '$expand=segments' : expansion.replaceAll(';', '&');
    const { value, link } = toPage(toSessions(record, expand.shape), `${path}/sessions${inner && `?${inner}`}`, 0);
    return { ...body, sessions: value, ...(link && { 'sessions@odata.nextLink': link }) };
  }
  if (below !== undefined) {
    return { value: record.sessions.find((session) => session.id === sessionId)?.segments ?? [] };
  }
  const { value, link } = toPage(toSessions(record, shape), relativeUrl, skip);
  return { value, ...(link && { '@odata.nextLink': link }) };
}

function toText(relativeUrl: string, pageSize = PAGE_SIZE): string | undefined {
  const key = `${pageSize} ${relativeUrl}`;
  let text = texts.get(key);
  if (text === undefined) {
    const body = toBody(relativeUrl, pageSize);
    if (!body) return undefined;
    text = JSON.stringify(body);
    texts.set(key, text);
  }
  return text;
}

function answer(request: IncomingMessage, response: ServerResponse, content: string): void {
  const url = (request.url ?? '').replace('/v1.0', '');
  const send = (status: number, text: string) => {
    const reply = () => {
      response
        .writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) })
        .end(text);
    };
    if (latencyMs) void sleep(latencyMs).then(reply);
    else reply();
  };
  tally.calls += 1;
  if (url !== '/$batch') {
    tally.units += 1;
    const size = /maxpagesize=(\d+)/.exec(String(request.headers['prefer']))?.[1];
    const text = toText(url, size === undefined ? PAGE_SIZE : Number(size));
    send(text === undefined ? 404 : 200, text ?? '{"error":{"code":"NotFound"}}');
    return;
  }
  const { requests } = JSON.parse(content) as { requests: readonly { id: string; url: string }[] };
  tally.units += requests.length;
  const parts = requests.map(({ id, url: item }) => {
    const text = toText(item);
    return `{"id":${JSON.stringify(id)},"status":${text === undefined ? 404 : 200},"headers":{"content-type":"application/json"},"body":${text ?? '{}'}}`;
  });
  send(200, `{"responses":[${parts.join(',')}]}`);
}

const server = createServer((request, response) => {
  if (request.url === '/tally') {
    response.end(JSON.stringify(tally));
    tally = { calls: 0, units: 0 };
    return;
  }
  if (request.method !== 'POST') {
    answer(request, response, '');
    return;
  }
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => answer(request, response, Buffer.concat(chunks).toString()));
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => {
  baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  process.stdout.write(`listening ${baseUrl}\n`);
});
