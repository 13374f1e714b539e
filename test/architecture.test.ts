import { readdirSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { posix } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

interface Room {
  /** Its files below `src/`. */
  readonly files: RegExp;
  /** Whose values it may import; `x/` is a whole folder. Its own files, clock.ts and abort.ts always. */
  readonly values: readonly string[];
  /** Whose types it may import besides; any, where nothing is said. */
  readonly types?: readonly string[];
  /** Packages; `node:` is every module of Node. */
  readonly packages: readonly string[];
}

/** Who may import whom, as ARCHITECTURE.md has it. Read downward, nothing runs back up. */
const rooms: Readonly<Record<string, Room>> = {
  main: {
    files: /^main\.ts$/,
    values: [
      '../package.json',
      'authentication.ts',
      'built.ts',
      'capacity.ts',
      'config.ts',
      'door-files.ts',
      'gateway.ts',
      'graph/',
      'live-parts.ts',
      'metrics.ts',
      'playground.ts',
      'replica.ts',
      'server.ts',
      'simulator/',
      'site.ts',
      'tracing/',
    ],
    packages: ['node:', 'pino'],
  },
  config: {
    files: /^config(-[a-z]+)?\.ts$/,
    values: ['access/role.ts', 'guid.ts'],
    packages: ['node:'],
  },
  server: {
    files: /^server\.ts$/,
    values: [],
    packages: ['node:'],
  },
  gateway: {
    files: /^gateway\.ts$/,
    values: [
      'access/',
      'admission.ts',
      'admit.ts',
      'audit.ts',
      'audit-numbers.ts',
      'cors.ts',
      'document-cache.ts',
      'document-store.ts',
      'errors.ts',
      'export/',
      'fast-way/',
      'federation/',
      'front-door.ts',
      'limits/',
      'log.ts',
      'loaders/',
      'notification-door.ts',
      'operation/',
      'playground-page.ts',
      'plugins/',
      'response-cache.ts',
      'schema/index.ts',
      'subscriber-changes.ts',
      'views.ts',
      'websocket.ts',
    ],
    packages: ['node:', 'graphql-yoga', '@graphql-yoga/plugin-csrf-prevention', 'pino'],
  },
  site: {
    files: /^site\.ts$/,
    values: ['accepted-coding.ts'],
    packages: ['node:'],
  },
  'accepted coding': {
    files: /^accepted-coding\.ts$/,
    values: [],
    packages: [],
  },
  'front door': {
    files: /^front-door\.ts$/,
    values: ['fast-way/answer-type.ts', 'request-body.ts'],
    packages: ['node:'],
  },
  'notification door': {
    files: /^notification-door\.ts$/,
    values: ['live/receiver.ts', 'request-body.ts'],
    packages: ['node:'],
  },
  'request body': {
    files: /^request-body\.ts$/,
    values: [],
    packages: ['node:'],
  },
  'fast way': {
    files: /^fast-way\//,
    values: ['execution/', 'schema/of-the-moment.ts', 'schema/upstream-cost.ts'],
    packages: ['graphql'],
  },
  federation: {
    files: /^federation\//,
    values: ['schema/'],
    packages: ['graphql'],
  },
  execution: {
    files: /^execution\//,
    values: [],
    packages: ['graphql', 'graphql/execution/collectFields.js'],
  },
  export: {
    files: /^export\//,
    values: [
      'admission.ts',
      'errors.ts',
      'execution/plan-book.ts',
      'graph/errors.ts',
      'graph/instant.ts',
      'loaders/input-error.ts',
      'operation/',
      'quality/profile.ts',
    ],
    packages: ['graphql', 'node:'],
  },
  operation: {
    files: /^operation\//,
    values: [
      'access/access.ts',
      'errors.ts',
      'execution/fragments.ts',
      'graph/errors.ts',
      'graph/exchange.ts',
      'guid.ts',
      'places.ts',
      'schema/upstream-cost.ts',
    ],
    packages: ['graphql'],
  },
  replica: {
    files: /^replica\.ts$/,
    values: ['redis/'],
    packages: ['node:', 'pino'],
  },
  'live parts': {
    files: /^live-parts\.ts$/,
    values: ['live/'],
    packages: ['node:', 'pino'],
  },
  gauge: {
    files: /^gauge\.ts$/,
    values: [],
    packages: ['prom-client'],
  },
  'live metrics': {
    files: /^live-metrics\.ts$/,
    values: ['gauge.ts'],
    packages: ['prom-client'],
  },
  'subscriber changes': {
    files: /^subscriber-changes\.ts$/,
    values: ['graph/errors.ts', 'live/change-log.ts'],
    packages: [],
  },
  websocket: {
    files: /^websocket(-connection)?\.ts$/,
    values: ['errors.ts', 'websocket-connection.ts'],
    packages: ['node:', 'graphql', 'graphql-ws', 'ws'],
  },
  capacity: {
    files: /^capacity\.ts$/,
    values: [],
    packages: [],
  },
  access: {
    files: /^access\//,
    values: ['guid.ts'],
    packages: ['node:', 'jose', 'lru-cache'],
  },
  admit: {
    files: /^admit\.ts$/,
    values: ['access/', 'access-answer.ts'],
    packages: [],
  },
  authentication: {
    files: /^authentication\.ts$/,
    values: ['access/'],
    packages: [],
  },
  'door files': {
    files: /^door-files\.ts$/,
    values: ['config.ts', 'document-store.ts'],
    packages: ['node:', 'pino'],
  },
  log: {
    files: /^log\.ts$/,
    values: ['errors.ts'],
    packages: ['graphql-yoga'],
  },
  'playground page': {
    files: /^playground-page\.ts$/,
    values: ['built.ts', 'site.ts'],
    packages: ['node:', 'graphql-yoga'],
  },
  built: {
    files: /^built\.ts$/,
    values: [],
    packages: ['node:'],
  },
  'access answer': {
    files: /^access-answer\.ts$/,
    values: ['access/access-error.ts', 'errors.ts'],
    packages: [],
  },
  audit: {
    files: /^audit\.ts$/,
    values: ['access/data-class.ts', 'schema/asked-classes.ts'],
    packages: ['node:', 'graphql'],
  },
  'audit numbers': {
    files: /^audit-numbers\.ts$/,
    values: [],
    packages: [],
  },
  guid: {
    files: /^guid\.ts$/,
    values: [],
    packages: [],
  },
  cors: {
    files: /^cors\.ts$/,
    values: [],
    packages: [],
  },
  'document store': {
    files: /^document-store\.ts$/,
    values: [],
    packages: ['node:', 'graphql', 'lru-cache'],
  },
  'response cache': {
    files: /^response-cache\.ts$/,
    values: ['graph/subject.ts'],
    packages: ['node:', 'lru-cache'],
  },
  limits: {
    files: /^limits\//,
    values: ['execution/fragments.ts'],
    packages: ['graphql', 'lru-cache'],
  },
  views: {
    files: /^views\.ts$/,
    values: ['access/'],
    packages: ['graphql'],
  },
  admission: {
    files: /^admission\.ts$/,
    values: ['places.ts'],
    packages: [],
  },
  places: {
    files: /^places\.ts$/,
    values: [],
    packages: [],
  },
  'document cache': {
    files: /^document-cache\.ts$/,
    values: [],
    packages: ['graphql', 'lru-cache'],
  },
  metrics: {
    files: /^metrics\.ts$/,
    values: ['gauge.ts', 'graph/throttle-scope.ts', 'live-metrics.ts'],
    packages: ['prom-client'],
  },
  tracing: {
    files: /^tracing\//,
    values: ['errors.ts', 'graph/throttle-scope.ts'],
    packages: ['@opentelemetry/', 'graphql', 'graphql-yoga'],
  },
  playground: {
    files: /^playground\.ts$/,
    values: [],
    packages: [],
  },
  errors: {
    files: /^errors\.ts$/,
    values: ['access/access-error.ts', 'graph/errors.ts', 'loaders/input-error.ts'],
    packages: ['graphql'],
  },
  'error code': {
    files: /^error-code\.ts$/,
    values: [],
    packages: [],
  },
  context: {
    files: /^context\.ts$/,
    values: [],
    packages: ['graphql'],
  },
  'clock and signal': {
    files: /^(abort|clock)\.ts$/,
    values: [],
    packages: [],
  },
  plugins: {
    files: /^plugins\//,
    values: [
      'accepted-coding.ts',
      'admission.ts',
      'errors.ts',
      'execution/fragments.ts',
      'graph/errors.ts',
      'limits/',
      'operation/',
    ],
    packages: ['node:', 'graphql', 'graphql-yoga', '@graphql-yoga/plugin-defer-stream', 'pino'],
  },
  schema: {
    files: /^schema\//,
    values: [
      'access/',
      'graph/decimal.ts',
      'graph/entity-list.ts',
      'graph/errors.ts',
      'graph/identity.ts',
      'graph/instant.ts',
      'graph/odata.ts',
      'graph/odata-type.ts',
      'graph/report-row.ts',
      'guid.ts',
      'loaders/kept-list.ts',
      'quality/',
    ],
    packages: ['@pothos/core', 'graphql', 'graphql/execution/collectFields.js', 'graphql-scalars'],
  },
  loaders: {
    files: /^loaders\//,
    values: [
      'graph/decimal.ts',
      'graph/entity-list.ts',
      'graph/errors.ts',
      'graph/identity.ts',
      'graph/instant.ts',
      'graph/odata.ts',
      'graph/paging.ts',
      'graph/report.ts',
      'graph/throttle-scope.ts',
    ],
    types: ['graph/'],
    packages: ['node:', 'dataloader'],
  },
  quality: {
    files: /^quality\//,
    values: ['graph/entity-list.ts', 'graph/identity.ts', 'graph/odata-type.ts'],
    types: ['graph/'],
    packages: [],
  },
  graph: {
    files: /^graph\//,
    values: [],
    packages: ['node:', 'undici', '@azure/identity', 'cockatiel', 'lru-cache'],
  },
  live: {
    files: /^live\//,
    values: ['graph/errors.ts', 'graph/exchange.ts', 'graph/odata.ts', 'graph/paging.ts', 'guid.ts'],
    packages: ['node:'],
  },
  redis: {
    files: /^redis\//,
    values: ['graph/throttle-store.ts', 'live/change-log.ts'],
    types: ['audit-numbers.ts', 'document-store.ts', 'graph/', 'live/'],
    packages: ['node:', 'ioredis'],
  },
  simulator: {
    files: /^simulator\//,
    values: [],
    types: ['graph/resources.ts'],
    packages: ['node:'],
  },
};

/** The only files that read the process, the clock and the dice of the machine. */
const entries = new Set(['main.ts', 'simulator/main.ts']);

interface Import {
  /** A file below `src/`, or a package. */
  readonly target: string;
  readonly isLocal: boolean;
  readonly isType: boolean;
  readonly isSideEffect: boolean;
  readonly isReexport: boolean;
}

interface Source {
  readonly path: string;
  readonly tree: ts.SourceFile;
  readonly imports: readonly Import[];
}

const root = new URL('../src/', import.meta.url);
const sources: readonly Source[] = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => path.endsWith('.ts'))
  .sort()
  .map((path) => {
    const tree = ts.createSourceFile(path, readFileSync(new URL(path, root), 'utf8'), ts.ScriptTarget.Latest, true);
    return { path, tree, imports: toImports(path, tree) };
  });

function walk(node: ts.Node, visit: (node: ts.Node) => void): void {
  visit(node);
  ts.forEachChild(node, (child) => walk(child, visit));
}

function toImports(path: string, tree: ts.SourceFile): Import[] {
  const imports: Import[] = [];
  const add = (specifier: ts.Node, kind: Partial<Import>) => {
    if (!ts.isStringLiteral(specifier)) throw new Error(`${path} imports something that is no literal`);
    const isLocal = specifier.text.startsWith('.');
    imports.push({
      target: isLocal ? posix.join(posix.dirname(path), specifier.text) : specifier.text,
      isLocal,
      isType: false,
      isSideEffect: false,
      isReexport: false,
      ...kind,
    });
  };
  walk(tree, (node) => {
    if (ts.isImportDeclaration(node)) {
      const { importClause: clause } = node;
      add(node.moduleSpecifier, { isSideEffect: !clause, isType: clause !== undefined && isTypeClause(clause) });
    } else if (ts.isExportDeclaration(node) && node.moduleSpecifier) {
      add(node.moduleSpecifier, { isReexport: true, isType: node.isTypeOnly });
    } else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      const [specifier] = node.arguments;
      if (specifier) add(specifier, {});
    } else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
      add(node.argument.literal, { isType: true });
    }
  });
  return imports;
}

function isTypeClause({ phaseModifier, name, namedBindings }: ts.ImportClause): boolean {
  if (phaseModifier === ts.SyntaxKind.TypeKeyword) return true;
  if (name || !namedBindings || !ts.isNamedImports(namedBindings)) return false;
  return namedBindings.elements.length > 0 && namedBindings.elements.every(({ isTypeOnly }) => isTypeOnly);
}

const toRoomNames = (path: string) => Object.keys(rooms).filter((name) => rooms[name]?.files.test(path));
const isListed = (list: readonly string[], target: string) =>
  list.some((entry) => (/[/:]$/.test(entry) ? target.startsWith(entry) : target === entry));

describe('rooms', () => {
  it('every file stands in exactly one', () => {
    expect(sources.length).toBeGreaterThan(50);
    expect(sources.map(({ path }) => [path, toRoomNames(path).length]).filter(([, count]) => count !== 1)).toEqual([]);
  });

  it('import each other as the table says', () => {
    const broken = new Set<string>();
    for (const { path, imports } of sources) {
      const [name = ''] = toRoomNames(path);
      for (const { target, isLocal, isType } of imports) {
        if (!isLocal || target === 'abort.ts' || target === 'clock.ts' || toRoomNames(target).includes(name)) continue;
        const { values = [], types } = rooms[name] ?? {};
        if (isListed(values, target) || (isType && (!types || isListed(types, target)))) continue;
        broken.add(`${path} → ${isType ? 'type ' : ''}${target}`);
      }
    }
    expect([...broken]).toEqual([]);
  });

  it('use only the packages that are theirs', () => {
    const broken: string[] = [];
    for (const { path, imports } of sources) {
      const [name = ''] = toRoomNames(path);
      for (const { target, isLocal } of imports) {
        if (isLocal || isListed(rooms[name]?.packages ?? [], target)) continue;
        broken.push(`${path} → ${target}`);
      }
    }
    expect(broken).toEqual([]);
  });

  it('name the modules of Node as such', () => {
    const bare = sources.flatMap(({ path, imports }) =>
      imports
        .filter(({ target }) => isBuiltin(target) && !target.startsWith('node:'))
        .map(({ target }) => `${path} → ${target}`),
    );
    expect(bare).toEqual([]);
  });
});

describe('imports', () => {
  it('lead to files that are there, by their whole name', () => {
    const paths = new Set(['../package.json', ...sources.map(({ path }) => path)]);
    const lost = sources.flatMap(({ path, imports }) =>
      imports.filter(({ target, isLocal }) => isLocal && !paths.has(target)).map(({ target }) => `${path} → ${target}`),
    );
    expect(lost).toEqual([]);
  });

  it('run in no circle', () => {
    const values = new Map(
      sources.map(({ path, imports }) => [
        path,
        imports.filter(({ isLocal, isType }) => isLocal && !isType).map(({ target }) => target),
      ]),
    );
    const circles: string[] = [];
    const done = new Set<string>();
    const visit = (path: string, trail: readonly string[]) => {
      if (trail.includes(path)) circles.push([...trail.slice(trail.indexOf(path)), path].join(' → '));
      else if (!done.has(path)) {
        for (const target of values.get(path) ?? []) visit(target, [...trail, path]);
        done.add(path);
      }
    };
    for (const path of values.keys()) visit(path, []);
    expect(circles).toEqual([]);
  });

  it('for their effect stand in schema/index.ts only', () => {
    const files = sources.filter(({ imports }) => imports.some(({ isSideEffect }) => isSideEffect));
    expect(files.map(({ path }) => path)).toEqual(['schema/index.ts']);
  });

  it('reach every file of the schema', () => {
    const index = sources.find(({ path }) => path === 'schema/index.ts');
    const types = sources.filter(({ path }) => path.startsWith('schema/types/')).map(({ path }) => path);
    expect(index?.imports.map(({ target }) => target)).toEqual(expect.arrayContaining(types));
  });

  it('never lead from one type of the schema to another', () => {
    const across = sources
      .filter(({ path }) => path.startsWith('schema/types/'))
      .flatMap(({ path, imports }) =>
        imports.filter(({ target }) => target.startsWith('schema/types/')).map(({ target }) => `${path} → ${target}`),
      );
    expect(across).toEqual([]);
  });

  it('of types only say so', () => {
    const unsaid = sources.filter(({ path, imports }) =>
      imports.some(({ target, isType }) => /(^|\/)resources\.ts$/.test(target) && path !== target && !isType),
    );
    expect(unsaid.map(({ path }) => path)).toEqual([]);
  });
});

describe('exports', () => {
  it('are named', () => {
    const files = sources.filter(({ tree }) =>
      tree.statements.some(
        (statement) =>
          ts.isExportAssignment(statement) ||
          (ts.canHaveModifiers(statement) &&
            ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword)) ||
          (ts.isExportDeclaration(statement) && / default\b/.test(statement.getText())),
      ),
    );
    expect(files.map(({ path }) => path)).toEqual([]);
  });

  it('are never only those of other files', () => {
    const barrels = sources.filter(({ tree, imports }) => {
      const isWhole = tree.statements.some((node) => ts.isExportDeclaration(node) && !node.exportClause);
      const declares = tree.statements.some((node) => !ts.isImportDeclaration(node) && !ts.isExportDeclaration(node));
      return isWhole || (!declares && imports.some(({ isReexport }) => isReexport));
    });
    expect(barrels.map(({ path }) => path)).toEqual([]);
  });
});

describe('what comes from outside is an argument', () => {
  /** Whether an identifier stands for the thing of that name, and is not itself the name of a member or a declaration. */
  function isReference(node: ts.Identifier): boolean {
    const { parent } = node;
    if (ts.isPropertyAccessExpression(parent)) return parent.expression === node;
    if (ts.isPropertyAssignment(parent)) return parent.initializer === node;
    if (ts.isImportSpecifier(parent) || ts.isExportSpecifier(parent) || ts.isQualifiedName(parent)) return false;
    const isName = 'name' in parent && parent.name === node;
    return !isName || ts.isShorthandPropertyAssignment(parent);
  }

  function findReferences(isSought: (node: ts.Node, text: string) => boolean): string[] {
    const found = new Set<string>();
    for (const { path, tree } of sources) {
      walk(tree, (node) => {
        const isCandidate = ts.isIdentifier(node) ? isReference(node) : true;
        if (isCandidate && isSought(node, node.getText())) found.add(path);
      });
    }
    return [...found].sort();
  }

  it('the process', () => {
    const files = findReferences(
      (node, text) =>
        (ts.isIdentifier(node) && (text === 'process' || text === 'console')) ||
        (ts.isStringLiteral(node) && /^(node:)?process$/.test(node.text) && ts.isImportDeclaration(node.parent)),
    );
    expect(files.filter((path) => !entries.has(path))).toEqual([]);
  });

  it('time, chance and the network', () => {
    const names = new Set([
      'setTimeout',
      'setInterval',
      'setImmediate',
      'fetch',
      'performance',
      'globalThis',
      'WebSocket',
      'EventSource',
    ]);
    const files = findReferences(
      (node, text) =>
        (ts.isIdentifier(node) && names.has(text)) ||
        (ts.isPropertyAccessExpression(node) && /^(Date\.now|Math\.random|AbortSignal\.timeout)$/.test(text)) ||
        ((ts.isNewExpression(node) || ts.isCallExpression(node)) &&
          node.expression.getText() === 'Date' &&
          !node.arguments?.length) ||
        (ts.isStringLiteral(node) && /^(node:)?(timers|perf_hooks)/.test(node.text)),
    );
    expect(files.filter((path) => !entries.has(path))).toEqual(['clock.ts']);
  });
});
