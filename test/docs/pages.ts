import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { toCapacities, toCounts, toDocumentLimits, toErrorCodes, toGraphLimits, toProfiles } from './code-sections.ts';
import { toDearFields, toRootFields, toScalars, toTypes } from './schema-sections.ts';
import { replaceSection } from './section.ts';

/** The sections of docs/ that are made of the code, by page and name. */
const sections: Readonly<Record<string, Readonly<Record<string, () => string>>>> = {
  'concepts.md': { profiles: toProfiles },
  'errors.md': { 'error codes': toErrorCodes },
  'limits.md': {
    'graph limits': toGraphLimits,
    'document limits': toDocumentLimits,
    capacity: toCapacities,
    counts: toCounts,
  },
  'schema.md': {
    'root fields': toRootFields,
    'dear fields': toDearFields,
    types: toTypes,
    scalars: toScalars,
  },
};

export interface Page {
  readonly path: string;
  /** As it stands. */
  readonly text: string;
  /** As it should. */
  readonly made: string;
}

export const pageNames = Object.keys(sections);

export async function makePage(name: string): Promise<Page> {
  const path = fileURLToPath(new URL(`../../docs/${name}`, import.meta.url));
  const text = readFileSync(path, 'utf8');
  let made = text;
  for (const [section, make] of Object.entries(sections[name] ?? {})) made = replaceSection(made, section, make());
  const style = await resolveConfig(path);
  return { path, text, made: await format(made, { ...style, filepath: path }) };
}
