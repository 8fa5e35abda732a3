import { AppError } from '@lianxin/errors';
import type { Engine, TextResult } from '@lianxin/federation-engine';
import { Documents } from '../../src/documents/documents.js';
import { TrustedDocuments } from '../../src/documents/trusted-documents.js';
import type { AccessClaims } from '../../src/guard/access-token.js';
import { addresses } from '../../src/guard/addresses.js';
import { createGuard } from '../../src/guard/guard.js';
import type { GatewayRequest } from '../../src/guard/gateway-request.js';
import { defaultGatewayLimits } from '../../src/guard/limits.js';
import { Quota } from '../../src/guard/quota.js';
import { Revocations } from '../../src/guard/revocations.js';
import { SessionWatch } from '../../src/guard/session-watch.js';
import { Operations } from '../../src/http/operations.js';
import { socketProtocol, type SocketProtocol } from '../../src/http/socket-protocol.js';
import { answerResult } from '../../src/http/answer-errors.js';
import type { EventLog } from '../../src/live/event-log.js';
import { FanOut } from '../../src/live/fan-out/fan-out.js';
import { handOn } from '../../src/live/follow-log.js';
import { LiveHub } from '../../src/live/live-hub.js';
import { silentLog } from '../../src/log.js';
import { ConnectionLost, type Database } from './database.js';
import type { Judge } from './judge.js';
import type { PlantedBug } from './planted.js';
import { breakFanOut, breakHub, breakWatch } from './planted-parts.js';
import { Life, type Scheduler } from './scheduler.js';
import { simulatedEngine } from './simulated-engine.js';
import { maySee } from './visibility.js';
import type { Wire } from './wire.js';

const queueBound = 6;
const pollMs = 1_000;
const batchSize = 4;
/** How often a read from the log fails with its connection. */
const lossShare = 0.003;

const limits = { ...defaultGatewayLimits, streamQueue: queueBound };
/** What tokens say, by the token: the signature is another test's subject. */
export type Sessions = Map<string, AccessClaims>;

/** What a gateway is made of. */
export interface GatewayNodeParts {
  readonly scheduler: Scheduler;
  readonly database: Database;
  readonly judge: Judge;
  readonly sessions: Sessions;
}

/** A gateway's process: the real live part, from the hub to the socket protocol, behind the tail of the simulated log. */
export class GatewayNode {
  life: Life;
  readonly wires = new Set<Wire>();
  hub: LiveHub | undefined;
  fanOut!: FanOut;
  protocol!: SocketProtocol;
  position = 0;
  private revocations!: Revocations;
  private watch: SessionWatch | undefined;
  private booted = false;
  private wake: () => void = () => undefined;

  constructor(
    readonly name: string,
    private readonly parts: GatewayNodeParts,
  ) {
    this.life = new Life(name);
  }

  get bug(): PlantedBug | null {
    return this.parts.database.bug;
  }

  get accepts(): boolean {
    return this.life.alive && this.booted;
  }

  async start(): Promise<void> {
    const { database, scheduler, sessions } = this.parts;
    const { bug, log } = database;
    const life = (this.life = new Life(this.name));
    this.revocations = new Revocations(scheduler.time);
    const watch = breakWatch(new SessionWatch(this.revocations), bug);
    this.watch = watch;
    const hub = breakHub(new LiveHub(queueBound), scheduler, life, bug);
    this.hub = hub;
    await scheduler.wait(life, 'starts its tail');
    this.position = log.head;
    hub.position = this.position;
    await scheduler.wait(life, 'loads the ended sessions');
    for (const session of database.endedSessions) this.revocations.endSession(session);
    // Nobody here follows an index.
    const visibleIndexes = (): Promise<ReadonlySet<string>> => Promise.resolve(new Set());
    const live = { hub, log: this.readsLog(life), visible: this.visibility(life), visibleIndexes };
    const partial = simulatedEngine(live, (label) => scheduler.wait(life, label));
    const engine = partial as Engine<GatewayRequest>;
    const write = (result: TextResult, request: GatewayRequest): string => {
      const { data, errors } = answerResult(result, request, silentLog);
      const members = [data === undefined ? '' : `"data":${data}`, errors ? `"errors":${JSON.stringify(errors)}` : ''];
      return `{${members.filter(Boolean).join(',')}}`;
    };
    // Everything may happen between two members of a round.
    const turns = { members: 1, pause: () => scheduler.wait(life, 'a round goes on') };
    const fanOut = breakFanOut(new FanOut({ engine, hub, write, log: silentLog, turns }), hub, bug);
    this.fanOut = fanOut;
    const documents = new Documents({ engine, limits, trusted: new TrustedDocuments({}), mode: 'off', log: silentLog });
    const metrics = {
      operation: () => undefined,
      read: async () => ({ contentType: '', text: '' }),
      stop: () => undefined,
    };
    const operations = new Operations({ engine, fanOut, documents, limits, watch, metrics, log: silentLog });
    const verify = (token: string): AccessClaims => {
      const claims = sessions.get(token);
      if (!claims) throw new AppError('UNAUTHENTICATED');
      return claims;
    };
    const sign = (): never => {
      throw new Error('Nobody signs in here');
    };
    const guard = createGuard({ verify, sign }, this.revocations, scheduler.time);
    const shared = { accounts: new Quota(limits.connectionsPerAccount), addresses: addresses([]), limits };
    this.protocol = socketProtocol({ ...shared, operations, guard, watch, log: silentLog });
    this.booted = true;
    void this.follow(life, hub);
  }

  crash(): void {
    this.life.alive = false;
    this.booted = false;
    this.watch?.stop();
    for (const wire of [...this.wires]) wire.cut();
    this.wires.clear();
  }

  /** A notification: it only makes the tail look sooner. */
  notify(): void {
    this.wake();
  }

  /** Looks at every frame that leaves: after its session has ended, a client gets no data any more. */
  sends(to: Life, token: string, text: string): void {
    if (!text.includes('"data":{')) return;
    const claims = this.parts.sessions.get(token);
    if (!claims || !this.revocations.stands(claims)) this.parts.judge.fault(`${to.name} gets data after its session`);
  }

  fault(what: string): void {
    this.parts.judge.fault(what);
  }

  private async follow(life: Life, hub: LiveHub): Promise<void> {
    const { database, judge, scheduler } = this.parts;
    let place = this.position;
    while (life.alive) {
      await scheduler.wait(life, 'looks');
      if (scheduler.chance.yes(lossShare)) {
        if (database.bug === 'the tail keeps its place in the connection') place = database.log.head;
        continue;
      }
      const events = database.log.read(null, place, batchSize);
      const [first] = events;
      const last = events.at(-1);
      if (first && first.position !== place + 1) judge.fault(`the tail of ${this.name} finds a gap behind ${place}`);
      if (last) {
        handOn(events, hub, this.revocations);
        place = last.position;
        this.position = place;
      }
      if (events.length < batchSize) await this.rest();
    }
  }

  private rest(): Promise<void> {
    const { time } = this.parts.scheduler;
    return new Promise((resolve) => {
      const timer = time.set(resolve, pollMs);
      this.wake = () => {
        time.clear(timer);
        resolve();
      };
    });
  }

  private readsLog(life: Life): EventLog {
    const { database, scheduler } = this.parts;
    const { log } = database;
    const answer = async <Value>(label: string, read: () => Value): Promise<Value> => {
      await scheduler.wait(life, label);
      if (scheduler.chance.yes(lossShare)) throw new ConnectionLost('the connection was lost');
      const value = read();
      await scheduler.wait(life, 'has read');
      return value;
    };
    const isBlind = database.bug === 'the archive is no gap';
    return {
      read: (topic, after, limit) => answer('reads the log', () => log.read(topic, after, limit)),
      first: () => answer('reads the bounds', () => (isBlind ? 1 : log.first)),
      markAt: (position) => answer('reads an event', () => log.markAt(position)),
      head: () => answer('reads the head', () => log.head),
    };
  }

  private visibility(life: Life) {
    const { database, scheduler } = this.parts;
    return async (ids: readonly string[], { principal }: GatewayRequest): Promise<ReadonlySet<string>> => {
      await scheduler.wait(life, 'asks who may see');
      return new Set(ids.filter((id) => maySee(principal, database.find(id))));
    };
  }
}
