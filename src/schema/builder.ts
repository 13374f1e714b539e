import SchemaBuilder from '@pothos/core';
import type { Context } from '../context.ts';

export interface Text {
  Input: string;
  Output: string;
}

/** Every field is nullable unless it says otherwise: what has to be fetched can fail, and must then cost one field only. */
export const builder = new SchemaBuilder<{
  Context: Context;
  DefaultFieldNullability: true;
  Scalars: {
    ID: Text;
    DateTime: Text;
    Decimal: Text;
    Duration: Text;
    JSONObject: { Input: Readonly<Record<string, unknown>>; Output: Readonly<Record<string, unknown>> };
    Long: { Input: number | string; Output: number | string };
  };
}>({});

/** What the fields of an object type are made with, for helpers that make the same fields of several types. */
export type ObjectFieldBuilder<Shape> = Parameters<
  NonNullable<Parameters<ReturnType<typeof builder.objectRef<Shape>>['implement']>[0]['fields']>
>[0];
