/** Handles a message; what it began settles later, or never while a stream runs. */
export type MessageListener = (text: string) => Promise<void>;

/**
 * Lets the messages of one socket begin one after the other: beginning an operation may wait for a turn, and a `complete`
 * that overtook its `subscribe` would leave a stream behind that nobody can end.
 */
export class OrderedMessages {
  private last: Promise<unknown> = Promise.resolve();
  private beginning: Promise<unknown> | undefined;

  /** Notes what the message under way begins; the next message waits for it. */
  begin<Result>(work: Promise<Result>): Promise<Result> {
    this.beginning = work;
    return work;
  }

  /** The same listener, but for the order. */
  inOrder(listener: MessageListener): MessageListener {
    return async (text) => {
      const before = this.last;
      const begun = Promise.withResolvers<void>();
      this.last = begun.promise;
      await before;
      this.beginning = undefined;
      const handled = listener(text);
      // Set by now, if the message begins anything: `listener` runs to its first wait.
      const release = (): void => begun.resolve();
      if (this.beginning) (this.beginning as Promise<unknown>).then(release, release);
      else release();
      return handled;
    };
  }
}
