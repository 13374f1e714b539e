import { readFileSync } from 'node:fs';
import type { Json } from './fixture.ts';

export interface Metadata {
  readonly types: Readonly<
    Record<string, { readonly properties: Readonly<Record<string, string>>; readonly base?: string }>
  >;
  readonly enums: Readonly<Record<string, readonly string[]>>;
}

/** Microsoft Graph's own metadata ($metadata), reduced to what a call record or the rows of reports are made of. */
export function readMetadata(
  name: 'call-record-metadata.v1' | 'report-metadata.v1' | 'report-metadata.beta',
): Metadata {
  return JSON.parse(readFileSync(new URL(`../fixtures/${name}.json`, import.meta.url), 'utf8')) as Metadata;
}

export type Path = readonly (string | number)[];

/** A declared property at a place in a body. */
export interface Spot {
  /** The type that the object there has, such as `graph.callRecords.session`. */
  readonly owner: string;
  readonly member: string;
  /** As declared: `Edm.String`, `Collection(…)`, … */
  readonly type: string;
  /** Where it stands in the body. */
  readonly path: Path;
}

export interface MetadataBody {
  readonly body: Json;
  /** Each property of each type that is used, at the first place where it stands. */
  readonly spots: readonly Spot[];
}

/** The id of whatever has one. */
export const GUID = '0b6e278b-cf68-4f22-a3a1-a46298ab06f4';

/** Where the metadata leaves open what a text or an amount is like. */
const samples: Readonly<Record<string, Json>> = {
  'Edm.String': 'a text',
  'Edm.Boolean': true,
  'Edm.Int32': 7,
  'Edm.Int64': 7,
  'Edm.Single': 0.25,
  'Edm.Decimal': 1.25,
  'Edm.DateTimeOffset': '2026-06-14T09:30:00Z',
  'Edm.Duration': 'PT0.016S',
  'graph.callRecords.feedbackTokenSet': { blurry: false },
};

/**
 * A body of a type with every property, one item in each collection. `given` says what stands at a property instead, by
 * `owner/member`; nothing below it is a spot.
 */
export function toMetadataBody(
  metadata: Metadata,
  root: string,
  given: Readonly<Record<string, Json>> = {},
): MetadataBody {
  const spots = new Map<string, Spot>();
  const uses = new Map<string, number>();

  function toProperties(name: string): Readonly<Record<string, string>> {
    const { properties, base } = metadata.types[name] ?? {};
    return { ...(base && toProperties(base)), ...properties };
  }

  /** The types derived from one, at any distance, and then itself. */
  function toFamily(name: string): string[] {
    const derived = Object.keys(metadata.types).filter((other) => metadata.types[other]?.base === name);
    return [...derived.flatMap(toFamily), name];
  }

  /** A declared type and those derived from it take turns, so that each stands somewhere. */
  function toActual(name: string): string {
    const family = toFamily(name);
    const use = uses.get(name) ?? 0;
    uses.set(name, use + 1);
    return family[use % family.length] as string;
  }

  function toValue(type: string, path: Path): Json {
    const item = /^Collection\((.+)\)$/.exec(type)?.[1];
    if (item !== undefined) return [toValue(item, [...path, 0])];
    if (type in samples) return samples[type];
    // The first member is often `unknown`.
    const enumMember = metadata.enums[type]?.[1];
    if (enumMember !== undefined) return enumMember;
    if (!metadata.types[type]) throw new Error(`The metadata says nothing of ${type}`);
    const actual = toActual(type);
    const annotation = actual === type ? {} : { '@odata.type': `#microsoft.${actual}` };
    return { ...annotation, ...toObject(actual, path) };
  }

  function toObject(owner: string, at: Path): Json {
    return Object.fromEntries(
      Object.entries(toProperties(owner)).map(([member, type]) => {
        const [path, key] = [[...at, member], `${owner}/${member}`];
        if (!spots.has(key)) spots.set(key, { owner, member, type, path });
        if (key in given) return [member, given[key]];
        return [member, member === 'id' ? GUID : toValue(type, path)];
      }),
    );
  }

  return { body: toObject(root, []), spots: [...spots.values()] };
}
