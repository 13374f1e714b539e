/** What one of several replicas has at a time. */
export interface Lease {
  /** Whether it is held now, as far as this replica can know. */
  isHeld(): boolean;
  /** Calls back with each change of `isHeld`, and at once where it is held. The returned function ends it. */
  watch(onChange: (isHeld: boolean) => void): () => void;
  /** Gives it up, so that another can have it at once. */
  release(): Promise<void>;
}

/** For a gateway that is alone. */
export const ownLease: Lease = {
  isHeld: () => true,
  watch(onChange) {
    onChange(true);
    return () => undefined;
  },
  release: () => Promise.resolve(),
};
