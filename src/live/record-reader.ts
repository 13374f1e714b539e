import type { Signal } from '../abort.ts';
import type { GraphClient } from '../graph/client.ts';
import { GraphError } from '../graph/errors.ts';
import { createMeter } from '../graph/exchange.ts';
import { callRecordPath, toUrl } from '../graph/odata.ts';
import type { CallRecord } from '../graph/resources.ts';
import type { RecordChange } from './change.ts';

/** What a change says of its record, and the ids of who took part. */
const QUERY = {
  select: ['id', 'version', 'type', 'startDateTime', 'endDateTime', 'lastModifiedDateTime'],
  expand: { relationship: 'participants_v2', query: {} },
};
const LONGEST_READ_MS = 30_000;

export interface RecordReader {
  /** The records as they are now, in order: one request each, 20 in a batch; an error in place of what could not be read. */
  read(recordIds: readonly string[]): Promise<readonly (RecordChange | GraphError)[]>;
}

export function createRecordReader(
  graph: Pick<GraphClient, 'readAll' | 'release'>,
  options: { readonly now: () => number; readonly createRequestId: () => string; readonly signal: Signal },
): RecordReader {
  return {
    async read(recordIds) {
      const meter = createMeter();
      const deadlineMs = options.now() + LONGEST_READ_MS;
      const operation = { signal: options.signal, deadlineMs, requestId: options.createRequestId(), meter };
      try {
        const requests = recordIds.map((id) => ({ url: toUrl(callRecordPath(id), QUERY), fresh: true as const }));
        const bodies = await graph.readAll(requests, operation);
        return bodies.map((body, index) =>
          body instanceof GraphError ? body : toChange(recordIds[index] as string, body as CallRecord),
        );
      } finally {
        graph.release(meter);
      }
    },
  };
}

function toChange(recordId: string, body: CallRecord): RecordChange | GraphError {
  const { version, type, startDateTime, endDateTime } = body;
  const participants = body.participants_v2 ?? [];
  if (typeof version !== 'number' || !Number.isSafeInteger(version)) {
    return new GraphError('UPSTREAM_INVALID_RESPONSE', 'Microsoft Graph sent a call record without a version.');
  }
  return {
    recordId,
    version,
    type: type ?? undefined,
    participantIds: participants.flatMap(({ id }) => (id ? [id.toLowerCase()] : [])),
    isComplete: body['participants_v2@odata.nextLink'] == null && participants.every(({ id }) => id),
    startDateTime: startDateTime ?? undefined,
    endDateTime: endDateTime ?? undefined,
  };
}
