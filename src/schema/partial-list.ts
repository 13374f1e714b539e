import type { GraphQLResolveInfo } from 'graphql';
import type { Context } from '../context.ts';
import type { PartialList } from '../loaders/page-reader.ts';

/** The items that could be read; what cut the list short becomes an error at the field's path, beside the data. */
export function toReportedList<Item>(
  list: PartialList<Item>,
  context: Context,
  info: GraphQLResolveInfo,
): readonly Item[] {
  if (list.error !== undefined) {
    if (!list.items.length) throw list.error;
    context.report(list.error, info);
  }
  return list.items;
}
