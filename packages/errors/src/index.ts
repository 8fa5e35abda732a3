export { appErrors, type AppErrorCode, operatorCodes } from './app-error-codes.js';
export { AppError, messageOf } from './app-error.js';
export { type Bilingual, type Locale, localeFrom, type MessageDetails, render } from './locale.js';
export { refusalMessage, refusals, refuse, type RefusalCode, type RefusalReason } from './refusal-codes.js';
