/** What is read of the commands that pages show. */

/** The commands of a block, each in one line, without comments. */
export function toCommands(block: string): readonly string[] {
  return block
    .replaceAll(/\\\n\s*/g, '')
    .split('\n')
    .map((line) => line.replace(/(^|\s)# .*$|^#.*$/, '').trim())
    .filter((line) => line !== '');
}

const ID = '00000000-0000-0000-0000-000000000001';

/** What `…` stands for, where an id would not do. */
const values: Readonly<Record<string, string>> = {
  ENTRA_AUDIENCE: `api://${ID}`,
};

/** The assignments at the front of a command, or behind `export`; what is left open in them is filled in. */
export function toEnvironment(command: string): Readonly<Record<string, string>> {
  const text = command.replace(/^export /, '').replaceAll(/<[^>]+>/g, ID);
  const env: Record<string, string> = {};
  const assignment = /([A-Z][A-Z_\d]*)=(\S*)\s*/y;
  for (let match = assignment.exec(text); match; match = assignment.exec(text)) {
    const [, name = '', value = ''] = match;
    env[name] = value === '…' ? (values[name] ?? ID) : value.replaceAll('…', ID);
  }
  return env;
}

/** Those of a block; what is exported holds for the commands behind. */
export function toEnvironments(block: string): readonly Readonly<Record<string, string>>[] {
  let exported: Readonly<Record<string, string>> = {};
  return toCommands(block).flatMap((command) => {
    const env = toEnvironment(command);
    if (Object.keys(env).length === 0) return [];
    const whole = { ...exported, ...env };
    if (command.startsWith('export ')) exported = whole;
    return [whole];
  });
}
