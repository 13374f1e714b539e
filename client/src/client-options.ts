export interface CallRecordsClientOptions {
  /** The gateway's address, such as `https://gateway.example.com/graphql`. */
  readonly url: string;
  /** What goes along as a bearer token; asked for anew with each request and each connection. */
  readonly getToken?: (() => Promise<string> | string) | undefined;
  readonly fetch?: typeof fetch | undefined;
  /** Whether documents are asked for by the hash that codegen gave them; by their text unless told. */
  readonly persisted?: boolean | undefined;
}
