import { appendToOutbox, readLog, readLogTypes, wakeRelay } from '@lianxin/events';
import { regionPaths } from '../region-paths/region-paths.js';
import { checkpointName, dropCheckpoint, passOver } from './checkpoint.sql.js';
import { endRepeat, endTurn, noteFailure, WebhookDeliveryStatus } from './delivery.sql.js';
import { disableWebhook, laneState, type LaneState, markFailing } from './lane.sql.js';
import { type Attempt, WebhookFault } from './post-webhook.js';
import { logTypesOf, publicView, type PublicEvent } from './published-events.js';
import { longestFailureMs, nextAttempt } from './retry-schedule.js';
import { sendWebhook } from './send-webhook.js';
import { webhookChangedEvent } from './webhook.events.js';
import { WebhookDisabledReason } from './webhook.row.js';
import { messageBody } from './webhook-message.js';
import type { WebhookParts } from './webhook-parts.js';

/** Positions looked at in one read, and events taken from them. */
const windowSize = 5_000;
const readAtOnce = 50;
const goneStatus = 410;

/** Events that are next at an endpoint, as long as nobody moves it or changes what it hears. */
interface Ahead {
  readonly version: number;
  /** Where the endpoint stands when the first of `events` is next. */
  from: number;
  readonly events: PublicEvent[];
  /** What lies behind the last of `events` up to here is not for it. */
  readonly upTo: number;
}

/**
 * The deliveries of one endpoint, one after the other: the next event waits until this one is delivered or set aside.
 * The endpoint is read anew for each, so that pausing it or moving it counts from the next delivery on. What an attempt
 * leaves behind is written only if the checkpoint is where it was: of two processes that deliver, one has the effect.
 */
export class Lane {
  private ahead: Ahead | undefined;
  private readonly checkpoint: string;

  constructor(
    private readonly parts: WebhookParts,
    private readonly webhookId: string,
    private readonly signal: AbortSignal,
  ) {
    this.checkpoint = checkpointName(webhookId);
  }

  /** Delivers until nothing is due. Throws when the database does, and when it is told to end. */
  async run(): Promise<void> {
    while (await this.step()) this.signal.throwIfAborted();
  }

  private async step(): Promise<boolean> {
    const { db, clock } = this.parts;
    const [state] = await db.query(laneState, [this.webhookId, this.checkpoint]);
    if (state === undefined) return false;
    if (state.repeat_id !== null && state.repeat_position !== null) {
      return this.repeat(state, state.repeat_id, state.repeat_position);
    }
    if (state.next_at !== null && state.next_at > clock.now()) return false;
    if (state.position >= state.reach) return false;
    const ahead = await this.lookAhead(state);
    const next = ahead.events.shift();
    if (next === undefined) {
      this.ahead = undefined;
      return (await db.query(passOver, [this.checkpoint, state.position, ahead.upTo])).length > 0;
    }
    ahead.from = next.event.position;
    const message = { id: next.event.eventId, body: messageBody(next) };
    return this.settle(state, next, await sendWebhook(this.parts, state, message, this.signal));
  }

  private async lookAhead(state: LaneState): Promise<Ahead> {
    const known = this.ahead;
    if (known?.from === state.position && known.version === state.version) return known;
    const { db } = this.parts;
    const end = Math.min(state.position + windowSize, state.reach);
    const types = logTypesOf(state.event_types);
    const rows = await readLogTypes(db, { after: state.position, upTo: end, types, limit: readAtOnce });
    const upTo = rows.length === readAtOnce ? (rows.at(-1)?.position ?? end) : end;
    const views = rows.map(publicView).filter((view) => view !== null);
    const paths = await regionPaths(
      db,
      views.map(({ regionCode }) => regionCode),
    );
    const events = views.filter(
      ({ event, regionCode }) =>
        paths.get(regionCode)?.includes(state.region_code) === true &&
        (state.topics.length === 0 || event.topics.some((topic) => state.topics.includes(topic))),
    );
    return (this.ahead = { version: state.version, from: state.position, events, upTo });
  }

  /** Writes down what came of an attempt; true: there may be more to do now. */
  private async settle(state: LaneState, { event }: PublicEvent, attempt: Attempt): Promise<boolean> {
    const { db, clock } = this.parts;
    const now = clock.now();
    const { fault, httpStatus, durationMs } = attempt;
    const endsAs = (status: WebhookDeliveryStatus): Promise<unknown> => {
      const turn = [this.checkpoint, state.position, event.position, state.id, event.eventId, event.type];
      return db.query(endTurn, [...turn, status, httpStatus, fault, durationMs, now]);
    };
    if (fault === null) {
      if (state.failing_since !== null) await db.query(markFailing, [state.id, null]);
      await endsAs(WebhookDeliveryStatus.DELIVERED);
      return true;
    }
    this.ahead = undefined;
    const isGone = httpStatus === goneStatus;
    const isLost = state.failing_since !== null && now.getTime() - state.failing_since.getTime() > longestFailureMs;
    const retryAt = nextAttempt(state.attempts + 1, now, Math.random(), attempt.retryAfterMs);
    if (state.failing_since === null) await db.query(markFailing, [state.id, now]);
    if (retryAt === null && !isGone && !isLost) {
      await endsAs(WebhookDeliveryStatus.SET_ASIDE);
      return true;
    }
    const failure = [this.checkpoint, state.position, state.id, event.eventId, event.type, event.position];
    await db.query(noteFailure, [...failure, httpStatus, fault, durationMs, now, retryAt ?? now]);
    if (isGone) await this.disable(state, WebhookDisabledReason.GONE, now);
    else if (isLost) await this.disable(state, WebhookDisabledReason.FAILING, now);
    return false;
  }

  /** Ends the deliveries until somebody resumes them, from where they stand. */
  private async disable(state: LaneState, reason: WebhookDisabledReason, now: Date): Promise<void> {
    const { db } = this.parts;
    await db
      .transaction(async (tx) => {
        const [held] = await tx.query(dropCheckpoint, [this.checkpoint]);
        const [row] = await tx.query(disableWebhook, [state.id, reason, now, held?.position ?? state.position]);
        // Paused or deleted meanwhile: whoever did so decides where it stands, so the checkpoint stays.
        if (row === undefined) throw new Superseded();
        const by = { actor: { role: 'SYSTEM' }, requestId: null };
        await appendToOutbox(tx, 'webhooks', [webhookChangedEvent(row, `DISABLED_${reason}`, by)]);
      })
      .catch((error: unknown) => {
        if (!(error instanceof Superseded)) throw error;
      });
    wakeRelay(db);
  }

  /** Sends an event that was set aside once more, out of its turn. */
  private async repeat(state: LaneState, deliveryId: number, position: number): Promise<boolean> {
    const { db, clock } = this.parts;
    const [event] = await readLog(db, { after: position - 1, limit: 1 });
    const view = event?.position === position ? publicView(event) : null;
    const attempt: Attempt =
      view === null
        ? { fault: WebhookFault.EVENT_ARCHIVED, httpStatus: null, durationMs: 0, retryAfterMs: 0 }
        : await sendWebhook(this.parts, state, { id: view.event.eventId, body: messageBody(view) }, this.signal);
    const { fault, httpStatus, durationMs } = attempt;
    const status = fault === null ? WebhookDeliveryStatus.DELIVERED : WebhookDeliveryStatus.SET_ASIDE;
    await db.query(endRepeat, [deliveryId, status, httpStatus, fault, durationMs, clock.now()]);
    if (httpStatus === goneStatus) await this.disable(state, WebhookDisabledReason.GONE, clock.now());
    return true;
  }
}

class Superseded extends Error {
  override readonly name = 'Superseded';
}
