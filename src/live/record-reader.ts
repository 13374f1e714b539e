import type { Signal } from '../abort.ts';
import { GraphError } from '../graph/errors.ts';
import { callRecordPath, toUrl } from '../graph/odata.ts';
import type { CallRecord } from '../graph/resources.ts';
import type { RecordChange } from './change.ts';
import type { FreshRead } from './fresh-read.ts';

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

export function createRecordReader(readFresh: FreshRead, signal: Signal): RecordReader {
  return {
    async read(recordIds) {
      const urls = recordIds.map((id) => toUrl(callRecordPath(id), QUERY));
      const bodies = await readFresh(urls, LONGEST_READ_MS, signal);
      return bodies.map((body, index) =>
        body instanceof GraphError ? body : toChange(recordIds[index] as string, body as CallRecord),
      );
    },
  };
}

function toChange(recordId: string, body: CallRecord): RecordChange | GraphError {
  const { version, type } = body;
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
  };
}
