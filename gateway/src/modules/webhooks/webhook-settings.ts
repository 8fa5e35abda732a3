import { AppError, refuse, type RefusalReason } from '@lianxin/errors';
import { inertText } from '@lianxin/privacy';
import type { AddressGuard } from './address-guard.js';
import type { WebhookEventType } from './published-events.js';
import type { WebhookRow } from './webhook.row.js';
import { checkedUrl } from './webhook-url.js';

/** What an endpoint is registered with, and can be changed to. */
export interface WebhookSettings {
  readonly url: string;
  readonly description: string;
  readonly eventTypes: readonly WebhookEventType[];
  readonly topics?: readonly string[] | null | undefined;
}

const longestDescription = 200;
const mostTopics = 50;
const topicForm = /^(suggestion|station|unit|representative):[\w-]{1,64}$/;

type Settings = Pick<WebhookRow, 'url' | 'description' | 'event_types' | 'topics'>;

/**
 * The settings as they are stored, or why they are refused.
 * @throws AppError INVALID_INPUT for lists that are empty, too long, or hold what is no topic
 */
export async function checkedSettings(
  { url, description, eventTypes, topics }: WebhookSettings,
  guard: AddressGuard,
): Promise<{ readonly settings: Settings } | { readonly refused: RefusalReason }> {
  const types = [...new Set(eventTypes)];
  const filter = [...new Set(topics ?? [])];
  if (types.length === 0) throw new AppError('INVALID_INPUT', { reason: 'eventTypes ≥ 1' });
  if (filter.length > mostTopics) throw new AppError('INVALID_INPUT', { reason: `topics ≤ ${String(mostTopics)}` });
  if (!filter.every((topic) => topicForm.test(topic))) {
    throw new AppError('INVALID_INPUT', { reason: 'topics: suggestion:ID, station:ID, unit:ID, representative:ID' });
  }
  const text = inertText(description, {});
  if (text === '') return { refused: refuse('TEXT_REQUIRED', { field: 'description' }) };
  if ([...text].length > longestDescription) {
    return { refused: refuse('TEXT_TOO_LONG', { field: 'description', max: longestDescription }) };
  }
  const checked = await checkedUrl(url, guard);
  if ('refused' in checked) return checked;
  return { settings: { url: checked.url, description: text, event_types: types, topics: filter } };
}
