/** A few words that replicas share: what the keeper of the subscription has to know after another has kept it. */
export interface SharedState {
  /** Undefined where nothing was written. */
  read(name: string): Promise<string | undefined>;
  write(name: string, text: string): Promise<void>;
}

/** For a gateway that is alone. */
export function createMemoryState(): SharedState {
  const texts = new Map<string, string>();
  return {
    read: (name) => Promise.resolve(texts.get(name)),
    write(name, text) {
      texts.set(name, text);
      return Promise.resolve();
    },
  };
}
