import type { IncomingMessage, ServerResponse } from 'node:http';
import { createAborter } from './abort.ts';
import type { Clock } from './clock.ts';
import type { Receiver, ReceiverAnswer } from './live/receiver.ts';
import { LARGEST_NOTIFICATION_BYTES, toBusyAnswer } from './live/receiver.ts';
import { readBody } from './request-body.ts';

/** The receiver of notifications behind HTTP. Nobody is asked who they are: what they post is believed by its secret. */
export interface NotificationDoor {
  owns(path: string): boolean;
  /** For node:http. */
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>;
  /** For code. */
  fetch(url: URL, init: RequestInit): Promise<ReceiverAnswer>;
}

/** Of bodies that have come in, all together: whoever posts, they are held in memory. */
const MOST_ARRIVING_BYTES = 16_000_000;
/** How long a body may take. Graph's are small and come at once; it gives up after 10 s itself. */
const LONGEST_BODY_MS = 5_000;

const toSlowAnswer = (): ReceiverAnswer => ({ ...toBusyAnswer(), status: 408 });

export function createNotificationDoor(receiver: Receiver, clock: Clock): NotificationDoor {
  let arrived = 0;

  async function answer(request: IncomingMessage): Promise<ReceiverAnswer> {
    const { method, url = '', headers } = request;
    const aborter = createAborter();
    let own = 0;
    let refusal: ReceiverAnswer | undefined;

    // What is announced and does not come takes nothing from others.
    const hasRoom = (bytes: number): boolean => {
      if (arrived + bytes > MOST_ARRIVING_BYTES) refusal = toBusyAnswer();
      else {
        own += bytes;
        arrived += bytes;
      }
      return !refusal;
    };

    async function read(): Promise<string | undefined> {
      if (Number(headers['content-length'] ?? 0) > LARGEST_NOTIFICATION_BYTES) return undefined;
      const cancel = clock.schedule(LONGEST_BODY_MS, () => {
        refusal = toSlowAnswer();
        aborter.abort(undefined);
      });
      const { signal } = aborter;
      const body = await readBody(request, { mostBytes: LARGEST_NOTIFICATION_BYTES, hasRoom, signal }).finally(cancel);
      // Not for the receiver to judge.
      if (refusal) throw new Error('The body was not read to its end.');
      return body?.toString();
    }

    try {
      return await receiver.answer({ method, url, read });
    } catch (error) {
      if (!refusal) throw error;
      return refusal;
    } finally {
      arrived -= own;
    }
  }

  return {
    owns: (path) => receiver.owns(path),
    async handle(request, response) {
      const { status, headers, body } = await answer(request);
      // What was not read to its end would be taken for the next request.
      const goodbye = request.complete ? {} : { connection: 'close' };
      response.writeHead(status, { ...headers, ...goodbye, 'content-length': Buffer.byteLength(body) }).end(body);
    },
    fetch({ pathname, search }, { method, body }) {
      const read = () => Promise.resolve(typeof body === 'string' ? body : '');
      return receiver.answer({ method, url: `${pathname}${search}`, read });
    },
  };
}
