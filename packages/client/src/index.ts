export type { Backoff } from './backoff.js';
export type {
  Client,
  ClientOptions,
  RequestOptions,
  Result,
  Resume,
  Status,
  SubscribeOptions,
  Subscription,
  Timing,
  WebSocketClass,
} from './client.types.js';
export { createClient } from './create-client.js';
export { type AnsweredError, type ClientErrorCode, GraphQLRequestError } from './request-error.js';
export type { TokenSource } from './tokens.js';
export { typed, type TypedDocument } from './typed-document.js';
export {
  type VerifyWebhookOptions,
  verifyWebhook,
  type WebhookDelivery,
  type WebhookEvent,
  type WebhookFault,
  WebhookVerificationError,
} from './verify-webhook.js';
