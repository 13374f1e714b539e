/** What ended a connection and may be gone at the next one. */
export class PassingError extends Error {
  readonly retryAfterSeconds: number | undefined;

  constructor(cause: unknown, retryAfterSeconds?: unknown) {
    super('The subscription was cut off.', { cause });
    this.name = 'PassingError';
    this.retryAfterSeconds = typeof retryAfterSeconds === 'number' ? retryAfterSeconds : undefined;
  }
}
