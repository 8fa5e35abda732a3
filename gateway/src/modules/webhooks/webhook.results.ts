import { CommandRefused, refusalType, unionOf, VersionConflict } from '@lianxin/subgraph-kit';
import { Field, ObjectType } from 'type-graphql';
import { Webhook } from './webhook.types.js';

@ObjectType({ simpleResolvers: true, description: 'The endpoint after the command.' })
export class WebhookPayload {
  @Field(() => Webhook)
  webhook!: Webhook;
}

@ObjectType({ simpleResolvers: true, description: 'The endpoint and its new secret.' })
export class WebhookSecretPayload extends WebhookPayload {
  @Field(() => String, {
    description:
      '`whsec_` and the key in base64, as verifiers of Standard Webhooks take it. It is shown here and never again.',
  })
  secret!: string;
}

/** What a command answers: the endpoint, or why it was refused. */
export type WebhookAnswer = WebhookPayload | CommandRefused | VersionConflict;

const payloadOr = (payload: string) => (value: object) => ('webhook' in value ? payload : refusalType(value));

/** Every command answers with one union of its own, so that each can grow by itself. */
const answerUnion = (name: string) =>
  unionOf(name, () => [WebhookPayload, CommandRefused, VersionConflict] as const, payloadOr('WebhookPayload'));

export const RegisterWebhookResult = unionOf(
  'RegisterWebhookResult',
  () => [WebhookSecretPayload, CommandRefused] as const,
  payloadOr('WebhookSecretPayload'),
);
export const RotateWebhookSecretResult = unionOf(
  'RotateWebhookSecretResult',
  () => [WebhookSecretPayload, CommandRefused, VersionConflict] as const,
  payloadOr('WebhookSecretPayload'),
);
export const UpdateWebhookResult = answerUnion('UpdateWebhookResult');
export const PauseWebhookResult = answerUnion('PauseWebhookResult');
export const ResumeWebhookResult = answerUnion('ResumeWebhookResult');
export const ReplayWebhookResult = answerUnion('ReplayWebhookResult');
export const RedeliverWebhookResult = answerUnion('RedeliverWebhookResult');
export const DeleteWebhookResult = answerUnion('DeleteWebhookResult');
