import { refusalOf } from '@lianxin/subgraph-kit';
import { Arg, Ctx, Directive, ID, Mutation, Resolver } from 'type-graphql';
import type { WebhookCommander, WebhookOutcome } from './change-webhook.js';
import { pingWebhook } from './ping-webhook.js';
import { registerWebhook } from './register-webhook.js';
import { redeliverWebhook, replayWebhook } from './replay-webhook.js';
import { rotateWebhookSecret } from './rotate-webhook-secret.js';
import { deleteWebhook, pauseWebhook, resumeWebhook } from './switch-webhook.js';
import { updateWebhook } from './update-webhook.js';
import * as inputs from './webhook.inputs.js';
import { requireOffice } from './webhook.policy.js';
import * as results from './webhook.results.js';
import { pingOf, webhookOf, WebhookPing } from './webhook.types.js';
import type { WebhookParts } from './webhook-parts.js';
import type { WebhooksContext } from './webhooks.context.js';

type UseCase<Input> = (parts: WebhookParts, commander: WebhookCommander, input: Input) => Promise<WebhookOutcome>;
type Answer = Promise<results.WebhookAnswer>;

/** Runs a use case for whoever asks, and answers with the endpoint or the refusal. */
async function command<Input>(
  { request, parts }: WebhooksContext,
  useCase: UseCase<Input>,
  input: Input,
  options: { readonly withSecret: boolean } = { withSecret: false },
): Answer {
  const commander = { clerk: requireOffice(request.principal), requestId: request.requestId };
  const outcome = await useCase(parts, commander, input);
  if ('refused' in outcome) return refusalOf(outcome.refused, request.locale);
  const webhook = webhookOf(outcome.webhook);
  if (!options.withSecret) return Object.assign(new results.WebhookPayload(), { webhook });
  return Object.assign(new results.WebhookSecretPayload(), { webhook, secret: parts.secrets.open(outcome.webhook) });
}

/** Every command on endpoints: one line each, the use case is in the file of its name. */
@Resolver()
export class WebhookMutationResolver {
  @Directive('@cost(weight: 50)')
  @Mutation(() => results.RegisterWebhookResult, {
    description:
      '登记推送端点. OFFICE_CLERK only. The endpoint hears of events of the clerk’s region. An installation has at most 50.',
  })
  registerWebhook(
    @Arg('input', () => inputs.RegisterWebhookInput) input: inputs.RegisterWebhookInput,
    @Ctx() context: WebhooksContext,
  ): Answer {
    return command(context, registerWebhook, input, { withSecret: true });
  }

  @Directive('@cost(weight: 50)')
  @Mutation(() => results.UpdateWebhookResult, { description: '修改推送端点. What waits goes to the new address.' })
  updateWebhook(
    @Arg('input', () => inputs.UpdateWebhookInput) input: inputs.UpdateWebhookInput,
    @Ctx() context: WebhooksContext,
  ): Answer {
    return command(context, updateWebhook, input);
  }

  @Mutation(() => results.RotateWebhookSecretResult, {
    description: '更换密钥. For 24 hours deliveries carry two signatures, of the new secret and of the one before.',
  })
  rotateWebhookSecret(
    @Arg('input', () => inputs.WebhookCommandInput) input: inputs.WebhookCommandInput,
    @Ctx() context: WebhooksContext,
  ): Answer {
    return command(context, rotateWebhookSecret, input, { withSecret: true });
  }

  @Mutation(() => results.PauseWebhookResult, {
    description: '暂停推送. Nothing is lost; the log is not archived past a paused endpoint.',
  })
  pauseWebhook(
    @Arg('input', () => inputs.WebhookCommandInput) input: inputs.WebhookCommandInput,
    @Ctx() context: WebhooksContext,
  ): Answer {
    return command(context, pauseWebhook, input);
  }

  @Mutation(() => results.ResumeWebhookResult, {
    description:
      '恢复推送, from where it was held. LOG_ARCHIVED when that is archived: replay it from a later cursor first.',
  })
  resumeWebhook(
    @Arg('input', () => inputs.WebhookCommandInput) input: inputs.WebhookCommandInput,
    @Ctx() context: WebhooksContext,
  ): Answer {
    return command(context, resumeWebhook, input);
  }

  @Mutation(() => results.ReplayWebhookResult, {
    description:
      '按位置重放: delivers everything behind a cursor, again where it was before. INVALID_CURSOR, LOG_ARCHIVED.',
  })
  replayWebhook(
    @Arg('input', () => inputs.ReplayWebhookInput) input: inputs.ReplayWebhookInput,
    @Ctx() context: WebhooksContext,
  ): Answer {
    return command(context, replayWebhook, input);
  }

  @Mutation(() => results.RedeliverWebhookResult, {
    description:
      '重新推送: an event that was set aside, once more and out of its turn. NOT_FOUND unless it is SET_ASIDE.',
  })
  redeliverWebhook(
    @Arg('input', () => inputs.RedeliverWebhookInput) input: inputs.RedeliverWebhookInput,
    @Ctx() context: WebhooksContext,
  ): Answer {
    return command(context, redeliverWebhook, input);
  }

  @Mutation(() => results.DeleteWebhookResult, {
    description: '删除推送端点. Its secrets and its deliveries go at once.',
  })
  deleteWebhook(
    @Arg('input', () => inputs.WebhookCommandInput) input: inputs.WebhookCommandInput,
    @Ctx() context: WebhooksContext,
  ): Answer {
    return command(context, deleteWebhook, input);
  }

  @Directive('@cost(weight: 500)')
  @Mutation(() => WebhookPing, {
    description:
      '测试推送: a signed `webhook.ping`, sent now whatever the status. It leaves nothing behind. NOT_FOUND.',
  })
  async pingWebhook(@Arg('id', () => ID) id: string, @Ctx() { request, parts }: WebhooksContext): Promise<WebhookPing> {
    return pingOf(await pingWebhook(parts, requireOffice(request.principal), id));
  }
}
