import { gql, InMemoryCache } from '@apollo/client';
import { expect, it } from 'vitest';
import { typePolicies } from '../../client/src/type-policies.ts';

const query = gql`
  query Calls($after: String) {
    callRecords(first: 2, after: $after) {
      nodes {
        id
        version
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`;

const toPage = (ids: string, endCursor: string, version = 1) => ({
  callRecords: {
    __typename: 'CallRecordConnection',
    nodes: Array.from(ids, (id) => ({ __typename: 'CallRecord', id, version })),
    pageInfo: { __typename: 'PageInfo', hasNextPage: true, endCursor },
  },
});

function openList() {
  const cache = new InMemoryCache({ typePolicies });
  return {
    write: (data: object, after?: string) => cache.writeQuery({ query, data, variables: { after } }),
    read: () => {
      const list = cache.readQuery<ReturnType<typeof toPage>>({ query })?.callRecords;
      return `${list?.nodes.map(({ id }) => id).join('')} ${list?.pageInfo.endCursor}`;
    },
  };
}

it('puts pages behind each other', () => {
  const { write, read } = openList();
  write(toPage('ab', '1'));
  write(toPage('cd', '2'), '1');
  expect(read()).toBe('abcd 2');
});

it('takes a page that comes in parts with each of them, whatever was read behind it in the meantime', () => {
  const { write, read } = openList();
  write(toPage('ab', '1'));
  write(toPage('cd', '2'), '1');
  write(toPage('cd', '2', 2), '1');
  expect(read()).toBe('abcd 2');
  write(toPage('ab', '1', 2));
  expect(read()).toBe('abcd 2');
});

it('begins anew with a first page that is another one', () => {
  const { write, read } = openList();
  write(toPage('ab', '1'));
  write(toPage('cd', '2'), '1');
  write(toPage('za', '3'));
  expect(read()).toBe('za 3');
});
