import type { IncomingMessage, ServerResponse } from 'node:http';
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

/** Of bodies on their way in, all together: whoever posts, they are held in memory. */
const MOST_ARRIVING_BYTES = 16_000_000;

export function createNotificationDoor(receiver: Receiver): NotificationDoor {
  let arriving = 0;

  async function answer(request: IncomingMessage): Promise<ReceiverAnswer> {
    const { method, url = '', headers } = request;
    const given = Number(headers['content-length'] ?? LARGEST_NOTIFICATION_BYTES);
    const length = Math.min(given, LARGEST_NOTIFICATION_BYTES);
    if (arriving + length > MOST_ARRIVING_BYTES) return toBusyAnswer();
    arriving += length;
    try {
      const read = async () =>
        given > length ? undefined : (await readBody(request, LARGEST_NOTIFICATION_BYTES))?.toString();
      return await receiver.answer({ method, url, read });
    } finally {
      arriving -= length;
    }
  }

  return {
    owns: (path) => receiver.owns(path),
    async handle(request, response) {
      const { status, headers, body } = await answer(request);
      // What was not read to its end would be taken for the next request.
      const goodbye = status === 413 ? { connection: 'close' } : {};
      response.writeHead(status, { ...headers, ...goodbye, 'content-length': Buffer.byteLength(body) }).end(body);
    },
    fetch({ pathname, search }, { method, body }) {
      const read = () => Promise.resolve(typeof body === 'string' ? body : '');
      return receiver.answer({ method, url: `${pathname}${search}`, read });
    },
  };
}
