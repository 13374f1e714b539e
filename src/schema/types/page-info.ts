import { PageInfo } from '../refs.ts';

PageInfo.implement({
  description: 'Where a page of a connection stands in its list, by the Relay cursor connections specification.',
  fields: (t) => ({
    hasNextPage: t.exposeBoolean('hasNextPage', {
      nullable: false,
      description:
        'Whether Graph has announced more behind this page. In rare cases what it announced turns out to be empty. True also where an error cut the page short.',
    }),
    hasPreviousPage: t.exposeBoolean('hasPreviousPage', {
      nullable: false,
      description: 'Whether this page was asked for with `after`; the list is read forward only.',
    }),
    startCursor: t.string({
      description: 'Cursor of the first edge. Null when there is none.',
      resolve: ({ startCursor }) => startCursor(),
    }),
    endCursor: t.string({
      description: 'Cursor of the last edge, to be given as `after`. Null when there is none.',
      resolve: ({ endCursor }) => endCursor(),
    }),
  }),
});
