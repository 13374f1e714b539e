type Listener = () => void;

/** What of an AbortSignal is needed here: Node's own costs more than all else that an operation does with it. */
export interface Signal {
  readonly aborted: boolean;
  /** What everything that is still pending ends with. */
  readonly reason: unknown;
  addEventListener(type: 'abort', listener: Listener, options?: { readonly once?: boolean }): void;
  removeEventListener(type: 'abort', listener: Listener): void;
}

/** An AbortController of such a signal. */
export interface Aborter {
  readonly signal: Signal;
  /** Tells every listener, once; later calls are without effect. */
  abort(reason: unknown): void;
}

export function createAborter(): Aborter {
  const signal = new LightSignal();
  return { signal, abort: (reason) => signal.abort(reason) };
}

class LightSignal implements Signal {
  aborted = false;
  reason: unknown = undefined;
  #listeners: Set<Listener> | undefined;

  addEventListener(_type: 'abort', listener: Listener): void {
    (this.#listeners ??= new Set()).add(listener);
  }

  removeEventListener(_type: 'abort', listener: Listener): void {
    this.#listeners?.delete(listener);
  }

  abort(reason: unknown): void {
    if (this.aborted) return;
    this.aborted = true;
    this.reason = reason;
    const listeners = this.#listeners;
    this.#listeners = undefined;
    if (listeners) for (const listener of listeners) listener();
  }
}
