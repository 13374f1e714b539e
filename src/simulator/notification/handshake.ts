import type { Clock } from '../../clock.ts';
import { GraphError } from '../graph-error.ts';
import { post, PostTimeoutError, type PostReply } from './post.ts';

/** Graph documentation, "Receive change notifications through webhooks". */
const timeoutMs = 10_000;

const toFailed = () =>
  new GraphError(
    400,
    'ValidationError',
    'Subscription validation request failed. Notification endpoint must respond with 200 OK to validation request.',
  );

const toTimedOut = () => new GraphError(400, 'InvalidRequest', 'Subscription validation request timed out.');

/** A sentence with characters that do not survive being passed on undecoded, decoded twice or taken for HTML. */
function toToken(requestId: string): string {
  return `Validation: Testing client application reachability for subscription Request-Id: ${requestId} (+100%25 & "it" <is> täglich)`;
}

/** Other parameters of the URL stay as they are. */
function toHandshakeUrl(url: string, token: string): string {
  return `${url}${url.includes('?') ? '&' : '?'}${new URLSearchParams({ validationToken: token }).toString()}`;
}

const isPlainText = (contentType: string) => /^text\/plain *(;|$)/i.test(contentType);

export interface Handshake {
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Not answered before. */
  readonly requestId: string;
}

/** Asks whoever listens at `url` whether notifications are wanted there. Rejects with 400 unless told so as documented. */
export async function shakeHands(url: string, { clock, signal, requestId }: Handshake): Promise<void> {
  const token = toToken(requestId);
  let reply: PostReply;
  try {
    const contentType = 'text/plain; charset=utf-8';
    reply = await post(toHandshakeUrl(url, token), { contentType, body: '', clock, timeoutMs, signal });
  } catch (error) {
    throw error instanceof PostTimeoutError ? toTimedOut() : toFailed();
  }
  if (reply.status !== 200 || !isPlainText(reply.contentType) || reply.body !== token) throw toFailed();
}
