/** A body that spells out every declared member, as Graph does unless told to omit nulls. */
export type Complete<T> = { readonly [K in keyof T]-?: T[K] };

/** As `Complete`, with control annotations left to the instance. */
export type CompleteInstance<T> = Complete<Omit<T, '@odata.type'>> & { readonly '@odata.type'?: string };
