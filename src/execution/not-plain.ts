/** Something that a plan leaves to graphql-js; what was read so far is kept, and the operation is executed anew. */
export class NotPlain extends Error {
  override readonly name = 'NotPlain';
}
