import { createHash } from 'node:crypto';

/**
 * What a page may do (Content Security Policy): run the gateway's scripts, and those that are in it as they are, and talk to the
 * gateway. Nothing is loaded from elsewhere, and nobody may frame it.
 */
export function toPagePolicy(page: string): string {
  const scripts = [...page.matchAll(/<script>([\s\S]*?)<\/script>/g)].map(
    ([, text = '']) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`,
  );
  return [
    "default-src 'none'",
    // The editor's workers are made of text that is in a script.
    `script-src 'self' ${scripts.join(' ')} blob:`,
    'worker-src blob:',
    "style-src 'self' 'unsafe-inline'",
    'img-src data:',
    'font-src data:',
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}
