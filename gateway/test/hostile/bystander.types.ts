/** What the harmless client saw since it was last asked. */
export interface Seen {
  /** How long it waited for each answer, in milliseconds. */
  readonly waits: readonly number[];
  /** How long it has been waiting by now; 0 when it is not. */
  readonly waiting: number;
  /** Answers that were not what they always are. */
  readonly wrong: readonly string[];
}

/** How long the harmless client waited, in milliseconds. */
export interface Waits {
  readonly count: number;
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
}
