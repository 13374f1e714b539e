/** How a subscription is connected: `waiting` until it is tried again. */
export type ConnectionState = 'connecting' | 'connected' | 'waiting';

export interface CallRecordsClientOptions {
  /** The gateway's address, such as `https://gateway.example.com/graphql`. */
  readonly url: string;
  /** What goes along as a bearer token; asked for anew with each request and each connection. Without one nothing does. */
  readonly getToken?: (() => Promise<string | undefined> | string | undefined) | undefined;
  /** Told whenever a subscription's connection begins, stands or ends. */
  readonly onConnection?: ((state: ConnectionState) => void) | undefined;
  readonly fetch?: typeof fetch | undefined;
  /** Whether documents are asked for by the hash that codegen gave them; by their text unless told. */
  readonly persisted?: boolean | undefined;
}
