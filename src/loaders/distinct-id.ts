/**
 * Gives every item an id of its own. Graph can repeat a session id inside one record (its FAQ: one leg that involves
 * several service identities is returned once for each); a cache keyed by id would merge what are different objects.
 * The first keeps Graph's id, later ones get `~2`, `~3` behind it. Keep one function for all pages of a collection.
 */
export function createDistinctIds(): <T extends { readonly id: string }>(item: T) => T {
  const counts = new Map<string, number>();
  return (item) => {
    const count = (counts.get(item.id) ?? 0) + 1;
    counts.set(item.id, count);
    return count === 1 ? item : { ...item, id: `${item.id}~${count}` };
  };
}
