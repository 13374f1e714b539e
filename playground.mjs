import { createHash } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { renderGraphiQL } from '@graphql-yoga/render-graphiql';

/**
 * Makes `dist/playground/` of GraphiQL as Yoga packs it, 9 MB in one page: what is the same for every page becomes files that
 * browsers keep, and the page itself a few lines.
 */

const FOLDER = 'dist/playground';
const page = renderGraphiQL({ title: 'THE_TITLE' });

const CALL = 'YogaGraphiQL.renderYogaGraphiQL(';

/** Where a mark stands first, or last. */
function find(mark, isLast = false) {
  const at = isLast ? page.lastIndexOf(mark) : page.indexOf(mark);
  if (at < 0) throw new Error(`GraphiQL is packed otherwise than expected: ${mark} is missing`);
  return at;
}

const style = page.slice(find('<style>') + '<style>'.length, find('</style>'));
const callStart = find(CALL, true);
const script = page.slice(find('<script>') + '<script>'.length, callStart);
if (!page.includes('{"title":"THE_TITLE"}', callStart))
  throw new Error('GraphiQL takes its options otherwise than expected');

rmSync(FOLDER, { recursive: true, force: true });
mkdirSync(`${FOLDER}/assets`, { recursive: true });

function write(name, ending, text) {
  const hash = createHash('sha256').update(text).digest('base64url').slice(0, 8);
  const path = `assets/${name}-${hash}.${ending}`;
  writeFileSync(`${FOLDER}/${path}`, text);
  return `/${path}`;
}

writeFileSync(
  `${FOLDER}/page.template`,
  `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>THE_TITLE</title>
    <link rel="icon" href="data:," />
    <link rel="stylesheet" href="${write('graphiql', 'css', style)}" />
  </head>
  <body id="body" class="no-focus-outline">
    <noscript>GraphiQL needs JavaScript.</noscript>
    <div id="root"><p>GraphiQL is on its way …</p></div>
    <script src="${write('graphiql', 'js', script)}"></script>
    <script>
      YogaGraphiQL.renderYogaGraphiQL(document.querySelector('#root'), THE_OPTIONS);
    </script>
  </body>
</html>
`,
);
