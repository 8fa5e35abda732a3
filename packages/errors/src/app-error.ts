import { appErrors, type AppErrorCode } from './app-error-codes.js';
import { render, type Locale, type MessageDetails } from './locale.js';

/**
 * The one thrown error of the platform (second tier: denied, absent, conflict, malformed).
 * `details` fill the message's places and are shown to the caller, so they carry nothing secret.
 */
export class AppError extends Error {
  override readonly name = 'AppError';

  constructor(
    readonly code: AppErrorCode,
    readonly details: MessageDetails = {},
    options?: ErrorOptions,
  ) {
    super(render(appErrors[code], 'en', details), options);
  }

  /** The message in the reader's language. */
  messageIn(locale: Locale): string {
    return render(appErrors[this.code], locale, this.details);
  }
}

/** The text of an error code, for answers that are not thrown here. */
export function messageOf(code: AppErrorCode, locale: Locale, details?: MessageDetails): string {
  return render(appErrors[code], locale, details);
}
