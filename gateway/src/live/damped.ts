/**
 * Puts what comes within a while into one: the first change goes on at once, and what follows it is held and summed up
 * until the pause is over. So a reader gets the last state, and never more than one change a pause. An error is the last
 * that comes; it goes on behind what was held.
 * @param sum what stands for two changes, the later one second
 * @param pause settles when the next change may go on
 */
export async function* damped<Change>(
  changes: AsyncGenerator<Change | Error, void, void>,
  sum: (held: Change, next: Change) => Change,
  pause: () => Promise<unknown>,
): AsyncGenerator<Change | Error, void, void> {
  // One is always asked for: the source must not wait while something is held.
  let coming = changes.next();
  try {
    let held: Change | undefined;
    for (;;) {
      if (held === undefined) {
        const { done, value } = await coming;
        if (done) return;
        if (value instanceof Error) return yield value;
        coming = changes.next();
        held = value;
      }
      yield held;
      held = undefined;
      const paused = pause().then(() => null);
      for (let step = await Promise.race([coming, paused]); step; step = await Promise.race([coming, paused])) {
        if (step.done || step.value instanceof Error) {
          if (held !== undefined) yield held;
          if (step.value instanceof Error) yield step.value;
          return;
        }
        coming = changes.next();
        held = held === undefined ? step.value : sum(held, step.value);
      }
    }
  } finally {
    // Not awaited: it may be waiting for its next event, and ends with the reader's signal.
    void changes.return();
  }
}
