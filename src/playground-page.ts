import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { GraphiQLOptions } from 'graphql-yoga';
import { findBuilt } from './built.ts';
import type { PlaygroundTab } from './playground.ts';
import type { Site } from './site.ts';
import { openSite } from './site.ts';

/** How GraphiQL is set up. `csrfHeader` is one that a page of another origin cannot set. */
export const toPlayground = (tabs: readonly PlaygroundTab[], csrfHeader: string) => ({
  title: 'Call records',
  defaultTabs: [...tabs],
  shouldPersistHeaders: false,
  // Its subscriptions are requests that a page of another origin could make as well.
  additionalHeaders: { [csrfHeader]: '1' },
});

export interface PlaygroundPage {
  /** Scripts and styles: the same for every page, kept by browsers. */
  readonly site: Site | undefined;
  /** The page itself. Rejects where no build has made GraphiQL's files. */
  render(options?: GraphiQLOptions): Promise<string>;
}

/** What `playground.mjs` has made of GraphiQL, with the options of this gateway. */
export function openPlaygroundPage(): PlaygroundPage {
  const folder = findBuilt('playground');
  return {
    site: folder === undefined ? undefined : openSite(folder),
    render(options = {}) {
      if (folder === undefined) return Promise.reject(new Error('GraphiQL is missing: npm run build'));
      const page = readFileSync(join(folder, 'page.template'), 'utf8');
      // JSON in a script must not end it.
      const json = JSON.stringify(options).replaceAll('<', '\\u003c');
      return Promise.resolve(page.replace('THE_TITLE', options.title ?? 'GraphiQL').replace('THE_OPTIONS', () => json));
    },
  };
}
