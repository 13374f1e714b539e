import type { SubmitEvent } from 'react';
import { Brand } from '../shell/brand.tsx';
import './token-form.css';

interface TokenFormProps {
  readonly wasRefused: boolean;
  readonly onToken: (token: string) => void;
}

/** Asks for a token. The field is never filled by the browser, nor kept by it. */
export function TokenForm({ wasRefused, onToken }: TokenFormProps) {
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const token = new FormData(event.currentTarget).get('token') as string;
    if (token.trim()) onToken(token.trim().replace(/^Bearer\s+/i, ''));
  };
  return (
    <main className="token-page">
      <form className="card token-form" onSubmit={submit}>
        <Brand />
        <h1>Sign in</h1>
        <p>
          This gateway asks who is calling. Paste an access token that was made for it; it is kept in memory and is gone
          when you close the page.
        </p>
        {wasRefused && (
          <p className="notice notice-poor" role="alert">
            The gateway did not accept that token: it may have ended, or be meant for something else.
          </p>
        )}
        <label htmlFor="token">Access token</label>
        <textarea id="token" name="token" rows={5} required autoComplete="off" spellCheck={false} />
        <button className="button button-main" type="submit">
          Sign in
        </button>
      </form>
    </main>
  );
}
