import type { AccessAnswer } from './access-answer.ts';
import { toAccessAnswer } from './access-answer.ts';
import { AccessError } from './access/access-error.ts';
import type { Authenticate } from './access/authenticator.ts';
import type { Viewer } from './access/viewer.ts';
import { anyone, nobody } from './access/viewer.ts';
import type { RequestHead } from './fast-way/answer-type.ts';

export interface AdmitOptions {
  readonly endpoint: string;
  /** Who is calling; left out, everyone is let in and may see everything. */
  readonly authenticate: Authenticate | undefined;
  /** Where callers get their tokens, for those who come without. */
  readonly authority: string | undefined;
  /** Is told of each who is not let in. */
  readonly onRefusal: (error: AccessError) => void;
}

/** Lets in whoever shows a good token, and everyone to what is nobody's secret. */
export function createAdmit({ endpoint, authenticate, authority, onRefusal }: AdmitOptions) {
  if (!authenticate) return () => anyone;
  return async (head: RequestHead): Promise<Viewer | AccessAnswer> => {
    if (isPublic(head, endpoint)) return nobody;
    try {
      return await authenticate(head.header('authorization'));
    } catch (error) {
      if (error instanceof AccessError) onRefusal(error);
      return toAccessAnswer(error, head.header('accept'), authority);
    }
  };
}

/** Whether a request is for the health of the gateway or for the page of the playground, which hold no data. */
function isPublic({ method, url = '', header }: RequestHead, endpoint: string): boolean {
  if (method !== undefined && method !== 'GET' && method !== 'HEAD') return false;
  const [path, search = ''] = url.split('?', 2);
  if (path === '/health' || path === '/ready') return true;
  return (
    path === endpoint && Boolean(header('accept')?.includes('text/html')) && !new URLSearchParams(search).has('query')
  );
}
