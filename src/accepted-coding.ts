/**
 * The first of `codings` that a client takes, by its `Accept-Encoding`; `identity` where it takes none of them. RFC 9110, 12.5.3: a
 * weight of 0 is a refusal.
 */
export function toCoding(acceptEncoding: string, codings: readonly string[]): string {
  const accepted = new Set(
    acceptEncoding
      .toLowerCase()
      .split(',')
      .map((entry) => entry.split(';').map((part) => part.trim()))
      .filter(([, ...parameters]) => !parameters.some((parameter) => /^q=0(\.0*)?$/.test(parameter)))
      .map(([coding]) => coding),
  );
  return codings.find((coding) => accepted.has(coding)) ?? 'identity';
}
