/** One thing that goes wrong upstream or at the door, what a caller is promised, and how it is made to happen. */
export interface Fault {
  /** Stable, as in `F1`: people cite it. */
  readonly id: string;
  readonly fault: string;
  readonly promise: string;
  readonly cases: readonly FaultCase[];
}

export interface FaultCase {
  /** What is asked while what goes wrong, in a few words. */
  readonly asked: string;
  /**
   * Makes it happen on real sockets and says in a few words what came back; the same words each time. Throws an
   * AssertionError where the promise is not kept.
   */
  readonly run: () => Promise<string>;
}
