import { randomUUID } from 'node:crypto';
import { askGraphql } from '../../load/ask.js';
import { processorMs } from '../../load/process-usage.js';
import type { LiveOptions } from '../options.js';
import { openReceiver, type Scheme } from '../world/receiver.js';
import type { World } from '../world/world.js';

/** One backlog at one endpoint. */
export interface WebhookRound {
  readonly scheme: Scheme;
  readonly eventsPerSecond: number;
  /** Processor time of the platform's process for one delivery; not a number where the system does not tell. */
  readonly processorUs: number;
}

const backlog = 2_000;
const smokeBacklog = 20;

const register = `mutation RegisterWebhook($input: RegisterWebhookInput!) { registerWebhook(input: $input) {
  ... on WebhookSecretPayload { webhook { id } } ... on Refusal { code message } } }`;

/**
 * Backlogs that one endpoint works off, over http and https in turns: a delivery waits for the one before it and has a
 * connection of its own, so this is the most that an endpoint can follow.
 */
export async function measureWebhook(
  { graphql, pid, world }: { readonly graphql: URL; readonly pid: number; readonly world: World },
  { rounds, smoke }: LiveOptions,
  onProgress: (text: string) => void,
): Promise<readonly WebhookRound[]> {
  const count = smoke ? smokeBacklog : backlog;
  const headers = await world.clerk();
  await world.tellRegion();
  const measured: WebhookRound[] = [];
  for (const scheme of ['http', 'https'] as const) {
    await using receiver = await openReceiver(scheme);
    const input = {
      idempotencyKey: randomUUID(),
      url: receiver.url,
      description: '基准测试',
      eventTypes: ['SUGGESTION_TRANSITIONED'],
    };
    const { registerWebhook: answer } = await askGraphql<{ registerWebhook: { webhook?: object } }>(
      graphql,
      { query: register, variables: { input } },
      headers,
    );
    if (!answer.webhook) throw new Error(`Not registered: ${JSON.stringify(answer)}`);
    let taken = 1;
    await world.emitMany(1);
    await receiver.got(taken);
    for (let number = 1; number <= rounds; number += 1) {
      const before = await processorMs(pid);
      const begun = performance.now();
      await world.emitMany(count);
      taken += count;
      await receiver.got(taken);
      const seconds = (performance.now() - begun) / 1000;
      const usedMs = ((await processorMs(pid)) ?? Number.NaN) - (before ?? Number.NaN);
      measured.push({ scheme, eventsPerSecond: count / seconds, processorUs: (usedMs * 1000) / count });
      onProgress(`${scheme}, round ${number} of ${rounds}: ${(count / seconds).toFixed(0)} events/s`);
    }
  }
  return measured;
}
