import { type Client, createClient } from '@lianxin/client';
import { decodeCursor, encodeCursor, type LoggedEvent, topic } from '@lianxin/events';
import type { Principal } from '@lianxin/subgraph-kit';
import type { Database } from './database.js';
import type { GatewayNode } from './gateway-node.js';
import type { Judge } from './judge.js';
import { breakClient } from './planted-parts.js';
import { Life, type Scheduler } from './scheduler.js';
import { documents } from './simulated-engine.js';
import { maySee } from './visibility.js';
import { socketsOf, type Wire } from './wire.js';

/** Whom a reader reads for, and what. */
export interface Subscribing {
  readonly principal: Principal;
  readonly field: keyof typeof documents;
  readonly id: string;
  /** From the beginning of the log, or from whatever comes next. */
  readonly fromStart: boolean;
}

/** What a reader works with. */
export interface ReaderParts {
  readonly scheduler: Scheduler;
  readonly database: Database;
  readonly judge: Judge;
  readonly nodes: readonly GatewayNode[];
  /** A token for the principal: another one than the refused. */
  readonly token: (principal: Principal, refused: string | undefined) => string;
}

interface Shown {
  readonly cursor: string;
  readonly suggestion: { readonly id: string };
}

const bufferBound = 5;

/**
 * Somebody who follows a topic with the real client, reads at chance's pace, and keeps what it has read when its process
 * dies. What it reads is compared with the log as it comes.
 */
export class Reader {
  life: Life;
  /** Position of the last event that was read; null where there is none yet. */
  last: number | null;
  /** Gaps that were shown, and ends that the reader had to mend by itself. */
  gaps = 0;
  ends = 0;
  private client: Client | undefined;
  private readonly wires = new Set<Wire>();
  private isLeaving = false;
  /** A gap was shown, and what lies behind it has not come yet: what came before it may still wait to be read. */
  private isGapOpen = false;
  /** Of the last event that it has. */
  private cursor: string;
  /** Up to here events may be of the log that there was before a backup was put back. */
  private unsureUpTo = 0;

  constructor(
    readonly name: string,
    private readonly subscribing: Subscribing,
    private readonly parts: ReaderParts,
  ) {
    this.life = new Life(name);
    this.last = subscribing.fromStart ? 0 : null;
    this.cursor = encodeCursor(0);
  }

  /** Whether it has read all there is. */
  get isDone(): boolean {
    return this.last === null || this.isGapOpen || !this.expected(this.last);
  }

  get lacks(): string {
    return `${this.name} stands at ${this.last} and lacks ${this.expected(this.last ?? 0)?.position}`;
  }

  start(): void {
    const { database, nodes, scheduler, token } = this.parts;
    const { principal } = this.subscribing;
    const life = (this.life = new Life(this.name));
    const WebSocket = socketsOf(scheduler, life, nodes, (wire) => this.wires.add(wire), breakClient(database.bug));
    this.client = createClient({
      url: 'http://simulated/graphql',
      WebSocket,
      token: (refused) => token(principal, refused),
      timing: { backoff: { baseMs: 100, maxMs: 2_000 } },
    });
    void this.read(life, this.client);
  }

  crash(): void {
    this.life.alive = false;
    for (const wire of this.openWires()) wire.cut();
    this.client?.close();
  }

  leave(): void {
    this.isLeaving = true;
    this.client?.close();
  }

  /** A backup was put back. */
  restored(oldHead: number): void {
    this.unsureUpTo = oldHead;
  }

  openWires(): Wire[] {
    for (const wire of this.wires) if (!wire.isUp) this.wires.delete(wire);
    return [...this.wires];
  }

  private async read(life: Life, client: Client): Promise<void> {
    const { field, id } = this.subscribing;
    const { scheduler } = this.parts;
    while (life.alive && !this.isLeaving) {
      const after = this.last === null ? undefined : this.cursor;
      const events = client.subscribe<Record<string, Shown>>(
        documents[field],
        { id, after },
        {
          resume: { cursorOf: (data) => data[field]?.cursor },
          buffer: bufferBound,
          onGap: () => {
            if (life.alive) this.gap();
          },
        },
      );
      try {
        for await (const { data } of events) {
          await scheduler.wait(life, 'reads');
          const shown = data[field];
          if (shown) this.take(shown);
        }
      } catch {
        this.ends += 1;
      }
      await scheduler.sleep(life, 500);
    }
  }

  private take({ cursor, suggestion }: Shown): void {
    const { judge, scheduler } = this.parts;
    const { position } = decodeCursor(cursor);
    scheduler.trace.add(this.name, `has read ${position}`);
    judge.shown += 1;
    const event = this.expected(position - 1);
    const isUnsure = Math.min(position, this.last ?? position) <= this.unsureUpTo;
    const isShown = event?.position === position && event.aggregateId === suggestion.id;
    const next = this.last === null ? position : this.expected(this.last)?.position;
    if (!isShown && !isUnsure) judge.fault(`${this.name} was shown ${position}, which is not for it`);
    if (position !== next && this.isGapOpen) this.isGapOpen = false;
    else if (position !== next && !isUnsure)
      judge.fault(`${this.name} was shown ${position} behind ${this.last}; next for it is ${next ?? 'nothing'}`);
    this.last = position;
    this.cursor = cursor;
  }

  /** A gap is shown where there is one, or may be one. */
  private gap(): void {
    const { database, judge, scheduler } = this.parts;
    scheduler.trace.add(this.name, 'is told of a gap');
    this.gaps += 1;
    const { last } = this;
    const isReal = last === null || last + 1 < database.log.first || last <= this.unsureUpTo;
    if (!isReal) judge.fault(`${this.name} was told of a gap behind ${last}, and there is none`);
    this.isGapOpen = last !== null;
  }

  /** The next event for this reader behind a position. */
  private expected(after: number): LoggedEvent | undefined {
    const { field, id, principal } = this.subscribing;
    const { database } = this.parts;
    const of = field === 'stationFeed' ? topic.station(id) : topic.suggestion(id);
    return database.log.next(of, after, ({ aggregateId }) => maySee(principal, database.find(aggregateId)));
  }
}
