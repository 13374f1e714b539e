/** What a `Prefer` header may ask of call records (Graph documentation, "Get callRecord", "List callRecords"). */
export interface Preference {
  readonly maxPageSize: number | undefined;
  readonly omitsNulls: boolean;
  readonly includesUnknownEnumMembers: boolean;
}

/** Several headers arrive joined by commas. Preferences nobody knows are passed over, as RFC 7240 wants. */
export function parsePreference(header: string | undefined): Preference {
  const wishes = (header ?? '').split(/[,;]/).map((wish) => wish.replace(/["\s]/g, '').toLowerCase());
  const size = wishes
    .map((wish) => /^odata\.maxpagesize=(\d{1,9})$/.exec(wish)?.[1])
    .find((text) => text !== undefined);
  const maxPageSize = size === undefined ? 0 : Number(size);
  return {
    maxPageSize: maxPageSize > 0 ? maxPageSize : undefined,
    omitsNulls: wishes.includes('omit-values=nulls'),
    includesUnknownEnumMembers: wishes.includes('include-unknown-enum-members'),
  };
}

const isEmpty = (value: unknown) =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);

function omitNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(omitNulls);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      // The list itself is the answer, empty or not.
      .filter(([name, member]) => name === 'value' || !isEmpty(member))
      .map(([name, member]) => [name, omitNulls(member)]),
  );
}

// The only member of these types that was added after the sentinel.
const lateMembers: Readonly<Record<string, string>> = { productFamily: 'azureCommunicationServices' };

function hideLateMembers(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(hideLateMembers);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      name,
      member === lateMembers[name] && member !== undefined ? 'unknownFutureValue' : hideLateMembers(member),
    ]),
  );
}

export function applyPreference(body: unknown, preference: Preference): unknown {
  const shown = preference.includesUnknownEnumMembers ? body : hideLateMembers(body);
  return preference.omitsNulls ? omitNulls(shown) : shown;
}
