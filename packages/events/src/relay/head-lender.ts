import type { LoggedEvent } from '../event.types.js';
import type { HeadLoan } from './relays-here.js';

/** Whom a lender tells of what became of a loan. */
export interface LenderParts {
  /** The writer has logged this. May throw. */
  readonly onLogged: (event: LoggedEvent) => void;
  /** Something may be in the log that nobody was told of. */
  readonly onDoubt: () => void;
  readonly onError: (error: unknown) => void;
}

/** Lends the head of the log to one writer at a time. */
export class HeadLender {
  private isLent = false;

  constructor(private readonly parts: LenderParts) {}

  lend(): HeadLoan | undefined {
    if (this.isLent) return undefined;
    this.isLent = true;
    const { onDoubt, onError, onLogged } = this.parts;
    const giveBack = (): void => void (this.isLent = false);
    return {
      unused: giveBack,
      doubt() {
        giveBack();
        onDoubt();
      },
      logged(event) {
        giveBack();
        try {
          onLogged(event);
        } catch (error) {
          // The writer's work is done, whoever cannot take it.
          onDoubt();
          onError(error);
        }
      },
    };
  }
}
