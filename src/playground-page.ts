import type { GraphiQLOptions } from 'graphql-yoga';
import type { PlaygroundTab } from './playground.ts';

/** How GraphiQL is set up. `csrfHeader` is one that a page of another origin cannot set. */
export const toPlayground = (tabs: readonly PlaygroundTab[], csrfHeader: string) => ({
  title: 'Call records',
  defaultTabs: [...tabs],
  shouldPersistHeaders: false,
  // Its subscriptions are requests that a page of another origin could make as well.
  additionalHeaders: { [csrfHeader]: '1' },
});

/** Renders the page of the playground once for all who ask for the same. */
export function createPageRenderer() {
  let rendered: { readonly key: string; readonly page: string } | undefined;
  return async (options?: GraphiQLOptions): Promise<string> => {
    const key = JSON.stringify(options);
    if (rendered?.key !== key) {
      // 9 MB that only a browser needs.
      const { renderGraphiQL } = await import('@graphql-yoga/render-graphiql');
      rendered = { key, page: renderGraphiQL(options) };
    }
    return rendered.page;
  };
}
