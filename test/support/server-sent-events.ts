/** An event of a stream, as the protocol of graphql-sse has it. */
export interface ServerSentEvent {
  readonly event: string;
  /** Parsed; undefined where there is none. */
  readonly data: unknown;
}

/** The events of an answer of `text/event-stream`, comments left out. */
export async function* readServerSentEvents(response: Response): AsyncGenerator<ServerSentEvent, void, undefined> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
    text += decoder.decode(chunk, { stream: true });
    for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
      const block = text.slice(0, end);
      text = text.slice(end + 2);
      const field = (name: string) => new RegExp(`^${name}: ?(.*)$`, 'm').exec(block)?.[1];
      const data = field('data');
      const event = field('event');
      if (event !== undefined) yield { event, data: data ? (JSON.parse(data) as unknown) : undefined };
    }
  }
}
