import { AppError } from '@lianxin/errors';
import type { Engine, TextResult } from '@lianxin/federation-engine';
import { GraphQLError } from 'graphql';
import type { GatewayRequest } from '../../guard/gateway-request.js';
import type { Log } from '../../log.js';
import type { LiveHub } from '../live-hub.js';
import type { Feed, Seat, Standing } from '../seat.js';
import { Group, type Turns } from './group.js';
import type { Member } from './member.js';
import { shareKey, type Subscription } from './share-key.js';
import { classOf } from './visibility-class.js';

/** What the groups run on. */
export interface FanOutParts {
  readonly engine: Pick<Engine<GatewayRequest>, 'streamText'>;
  readonly hub: LiveHub;
  /** A result as JSON, its errors fit for the clients behind the request. */
  readonly write: (result: TextResult, request: GatewayRequest) => string;
  readonly log: Log;
  /** Short ones unless told. */
  readonly turns?: Turns;
}

/** A seat in the fan-out that its stream gives back. */
export interface MemberSeat extends Seat {
  /** Whether the stream has handed over: its results come through the member, and its source ends. */
  readonly taken: boolean;
  leave(): void;
}

interface Placed {
  readonly group: Group;
  readonly isNew: boolean;
}

/** The seat of one member. Once it is taken nothing is kept of how it was asked for. */
class GroupSeat implements MemberSeat {
  private group: Group | undefined;

  constructor(
    private readonly member: Member,
    private place: ((standing: Standing) => Placed | null) | undefined,
  ) {}

  get taken(): boolean {
    return this.group !== undefined;
  }

  join(standing: Standing): 'opened' | 'joined' | false {
    const placed = this.place?.(standing);
    if (!placed) return false;
    this.place = undefined;
    this.group = placed.group;
    this.group.add(this.member, standing.after);
    return placed.isNew ? 'opened' : 'joined';
  }

  leave(): void {
    this.group?.remove(this.member);
  }
}

/**
 * One event to thousands: subscriptions that get the same results share one stream.
 *
 * A subscription begins as a stream of its own, with its own permission checks, and replays what it missed. When it has
 * caught up with the log's tail it takes a seat in the group of its key, and its own stream ends. A group runs in the name
 * of its visibility class: one execution, one text, one buffer for each event. Nothing is missed or repeated at the change,
 * because joining is one step in one turn of the event loop: the group has begun no event that the new member lacks, and
 * passes over those that it has. The last member to leave takes the group with it.
 */
export class FanOut {
  private readonly groups = new Map<string, Group>();

  constructor(private readonly parts: FanOutParts) {}

  /** Subscribers that follow the log: alone, or in groups, each of which is one listener of the hub. */
  get subscribers(): number {
    let members = 0;
    for (const { size } of this.groups.values()) members += size;
    return this.parts.hub.subscribers - this.groups.size + members;
  }

  /** Groups. */
  get size(): number {
    return this.groups.size;
  }

  /** The seat of a subscription that takes it as soon as it can. */
  seatFor(subscription: Subscription, member: Member): MemberSeat {
    return new GroupSeat(member, (standing) => this.place(subscription, standing));
  }

  /** The group that has room for a stream that stands there; null while it is further on. */
  private place(subscription: Subscription, standing: Standing): Placed | null {
    const key = shareKey(subscription, standing);
    const known = this.groups.get(key);
    if (known && known.progress > standing.after) return null;
    return { group: known ?? this.open(key, subscription, standing), isNew: !known };
  }

  private open(key: string, subscription: Subscription, from: Standing): Group {
    const abort = new AbortController();
    const close = (): void => {
      this.groups.delete(key);
      abort.abort();
    };
    const group = new Group(from.after, close, this.parts.turns);
    this.groups.set(key, group);
    void this.run(group, subscription, from, abort.signal);
    return group;
  }

  /** Runs the stream of a group until its last member has left, or the stream ends. */
  private async run(
    group: Group,
    { prepared, variables, request: first }: Subscription,
    { topic, audience, queue, after }: Standing,
    signal: AbortSignal,
  ): Promise<void> {
    const { engine, hub, log, write } = this.parts;
    const feed: Feed = { queue, after, at: null };
    const request: GatewayRequest = { ...classOf(first, audience), caller: group, signal, seat: { feed } };
    const tell = (result: TextResult): Promise<void> =>
      group.deliver({ json: Buffer.from(write(result, request)), position: feed.at });
    try {
      for await (const result of engine.streamText(prepared, variables, request, signal)) {
        const { permit = true } = feed;
        feed.permit = undefined;
        if (await permit) await tell(result);
      }
    } catch (cause) {
      log.error('live.group_failed', { cause });
      feed.at = null;
      const originalError = cause instanceof AppError ? cause : new AppError('INTERNAL', {}, { cause });
      await tell({ errors: [new GraphQLError('', { originalError })] });
    } finally {
      hub.detach(topic, queue);
      await (feed.isLost ? group.cutOff() : group.finish());
    }
  }
}
