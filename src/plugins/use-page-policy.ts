import { createHash } from 'node:crypto';
import type { Plugin } from 'graphql-yoga';

/**
 * Says what pages may do: run the scripts that are in them, as they are, and talk to the gateway. Nothing is loaded from
 * elsewhere, and nobody may frame them.
 */
export function usePagePolicy(): Plugin {
  let known: { readonly page: string; readonly policy: string } | undefined;

  return {
    async onResponse({ response }) {
      if (!response?.headers.get('content-type')?.startsWith('text/html')) return;
      const page = await response.clone().text();
      if (known?.page !== page) known = { page, policy: toPolicy(page) };
      response.headers.set('content-security-policy', known.policy);
      response.headers.set('referrer-policy', 'no-referrer');
    },
  };
}

function toPolicy(page: string): string {
  const scripts = [...page.matchAll(/<script[^>]*>([\s\S]*?)<\/script>/g)].map(
    ([, text = '']) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`,
  );
  return [
    "default-src 'none'",
    // The editor's workers are made of text that is in the page.
    `script-src ${scripts.join(' ')} blob:`,
    'worker-src blob:',
    "style-src 'unsafe-inline'",
    'img-src data:',
    'font-src data:',
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}
