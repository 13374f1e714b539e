import { readFileSync } from 'node:fs';

const text = readFileSync(new URL('../../docs/federation.md', import.meta.url), 'utf8');

function toBlocks(language: string): readonly string[] {
  return [...text.matchAll(new RegExp(`\`\`\`${language}\n(.*?)\`\`\``, 'gs'))].map(([, block]) => block as string);
}

const [directory = '', tickets = '', query = ''] = toBlocks('graphql');
const [composition = ''] = toBlocks('js');

/** What docs/federation.md shows. */
export const documented = { directory, tickets, query, composition };
