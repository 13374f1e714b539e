import { writeFileSync } from 'node:fs';
import { makePage, pageNames } from './pages.ts';

/** `npm run docs`: writes into the pages of docs/ what they have from the code. */
for (const name of pageNames) {
  const { path, text, made } = await makePage(name);
  if (text !== made) writeFileSync(path, made);
}
