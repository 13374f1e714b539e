import { readFileSync } from 'node:fs';

/** What a unit of systemd starts, and with which environment. */
export interface Unit {
  readonly command: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly environmentFile: string | undefined;
}

const examples = new URL('../../examples/replicas/', import.meta.url);

/** A file of the example of replicas. */
export const readExample = (name: string): string => readFileSync(new URL(name, examples), 'utf8');

/** As systemd reads it, as far as the units of the example go; `variables` are those that systemd sets by itself. */
export function readUnit(name: string, instance = '', variables: Readonly<Record<string, string>> = {}): Unit {
  let command: string[] = [];
  let environmentFile: string | undefined;
  const environment: Record<string, string> = {};
  for (const { key, value: raw } of readLines(readExample(name))) {
    const value = raw.replaceAll('%i', instance).replaceAll(/\$\{(\w+)\}/g, (_, each: string) => variables[each] ?? '');
    if (key === 'ExecStart') command = value.split(/\s+/).filter(Boolean);
    if (key === 'Environment') Object.assign(environment, readEnvironment(value));
    if (key === 'EnvironmentFile') environmentFile = value;
  }
  return { command, environment, environmentFile };
}

/** The variables of a file that a unit names. */
export function readEnvironment(text: string): Record<string, string> {
  return Object.fromEntries(readLines(text).map(({ key, value }) => [key, value]));
}

function readLines(text: string): { readonly key: string; readonly value: string }[] {
  return text.split('\n').flatMap((line) => {
    const [, key, value] = /^(\w+)=(.*)$/.exec(line) ?? [];
    return key === undefined ? [] : [{ key, value: value as string }];
  });
}
