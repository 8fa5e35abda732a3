/** A bell to wait for: rings that come while nobody waits are kept as one. */
export class Doorbell {
  private rung = false;
  private answer: (() => void) | undefined;

  ring(): void {
    this.rung = true;
    this.answer?.();
  }

  /** Returns at the next ring, or at once if it rang since the last wait, or when the time is up; whether it rang. */
  async wait(timeoutMs: number): Promise<boolean> {
    if (!this.rung) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, timeoutMs);
        this.answer = () => {
          clearTimeout(timer);
          resolve();
        };
      });
      this.answer = undefined;
    }
    const { rung } = this;
    this.rung = false;
    return rung;
  }
}
