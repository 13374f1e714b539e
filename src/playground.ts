/** A tab of GraphiQL. */
export interface PlaygroundTab {
  readonly query: string;
  readonly variables?: string;
}
