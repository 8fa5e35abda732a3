import { type Principal, Role } from '@lianxin/subgraph-kit';
import { sessionRevoked, SuggestionStatus, topic } from '@lianxin/events';
import { Chance } from '../hostile/chance.js';
import { Database } from './database.js';
import { Desk } from './desk.js';
import { GatewayNode, type Sessions } from './gateway-node.js';
import { Judge } from './judge.js';
import type { PlantedBug } from './planted.js';
import { Reader, type Subscribing } from './reader.js';
import { Leadership, Relay } from './relay.js';
import { Life, Scheduler } from './scheduler.js';
import { VirtualTime } from './virtual-time.js';
import { Writer } from './writer.js';

const stations = ['s1', 's1', 's1', 's1', 's2', 's2'];
const officer = (accountId: string, stationId: string): Principal => person(accountId, Role.LIAISON_OFFICER, stationId);

function person(accountId: string, role: Role, stationId?: string): Principal {
  return { accountId, sessionId: '', displayName: accountId, roles: [role], ...(stationId && { stationId }) };
}

/** Several who may see the same, and several who may not, on topics that overlap. */
const subscribings: readonly Subscribing[] = [
  { principal: officer('officer-a', 's1'), field: 'stationFeed', id: 's1', fromStart: true },
  { principal: officer('officer-b', 's1'), field: 'stationFeed', id: 's1', fromStart: false },
  { principal: officer('officer-c', 's1'), field: 'stationFeed', id: 's1', fromStart: true },
  { principal: person('deputy', Role.REPRESENTATIVE), field: 'stationFeed', id: 's1', fromStart: true },
  { principal: person('office-a', Role.OFFICE_CLERK), field: 'stationFeed', id: 's1', fromStart: true },
  { principal: person('office-b', Role.OFFICE_CLERK), field: 'stationFeed', id: 's1', fromStart: false },
  { principal: person('inspector', Role.INSPECTOR), field: 'stationFeed', id: 's2', fromStart: true },
  { principal: person('resident', Role.CONSTITUENT), field: 'suggestionProgress', id: 'g0', fromStart: true },
];

/** Everything that lives in one run, and what can befall it. */
export class World {
  readonly chance: Chance;
  readonly time: VirtualTime;
  readonly scheduler: Scheduler;
  readonly judge: Judge;
  readonly database: Database;
  readonly desks: readonly Desk[];
  readonly relays: readonly Relay[];
  readonly nodes: readonly GatewayNode[];
  readonly writers: readonly Writer[];
  readonly readers: readonly Reader[];
  /** Mishaps by name, and how often each came. */
  readonly befallen = new Map<string, number>();
  /** Writers take no further action. */
  isEnough = false;
  private readonly clock = new Life('deadlines');
  private readonly sessions: Sessions = new Map();
  private readonly tokens = new Map<string, string>();

  constructor(seed: number, bug: PlantedBug | null) {
    this.chance = new Chance(seed);
    this.time = new VirtualTime(new Chance(seed, 1));
    this.scheduler = new Scheduler(this.chance, this.time);
    const { scheduler } = this;
    this.judge = new Judge(() => scheduler.steps);
    const { judge } = this;
    this.database = new Database(scheduler, judge, bug);
    const { database } = this;
    for (const [index, stationId] of stations.entries()) {
      const isHidden = index % 2 === 1;
      const owner = index === 0 ? 'resident' : 'nobody';
      database.add({ id: `g${index}`, version: 1, status: SuggestionStatus.DISPATCHED, stationId, owner, isHidden });
    }
    this.desks = ['desk a', 'desk b'].map((name) => new Desk(name, database));
    const parts = { scheduler, database, judge, sessions: this.sessions };
    this.nodes = ['gateway a', 'gateway b'].map((name) => new GatewayNode(name, parts));
    const leadership = new Leadership();
    const notify = (): void => this.notifyTails();
    this.relays = ['relay a', 'relay b'].map(
      (name, n) => new Relay(name, scheduler, database, leadership, notify, () => this.nodes[n]?.hub),
    );
    database.onCommit = () => this.wakeRelays();
    database.onLogged = notify;
    // One process may have the leader and the writer, or not, and the leader something to do.
    database.lends = () => leadership.holder?.alive === true && this.chance.yes();
    this.writers = ['s1', 's1', 's1', 's1', 's2', 's2'].map((stationId, index) => {
      const ids = stations.flatMap((station, n) => (station === stationId ? [`g${n}`] : []));
      return new Writer({ accountId: `clerk-${index}`, stationId }, ids, { ...parts, desks: this.desks });
    });
    this.readers = subscribings.map(
      (subscribing) =>
        new Reader(subscribing.principal.accountId, subscribing, {
          ...parts,
          nodes: this.nodes,
          token: (principal, refused) => this.tokenOf(principal, refused),
        }),
    );
  }

  start(): void {
    void this.watchDeadlines();
    for (const node of this.nodes) void node.start();
    for (const relay of this.relays) relay.start();
    for (const writer of this.writers) void writer.work(() => this.isEnough);
    for (const reader of this.readers) reader.start();
  }

  /** Whether everything that was promised has come about. */
  get isSettled(): boolean {
    const { database, nodes, readers, writers } = this;
    if (writers.some(({ busy }) => busy) || database.outbox.length > 0) return false;
    if (nodes.some(({ accepts, position }) => !accepts || position !== database.log.head)) return false;
    return readers.every(({ isDone }) => isDone);
  }

  /** Why it is not settled. */
  get unsettled(): string {
    const { database, nodes, readers, writers } = this;
    const late = readers.filter(({ isDone }) => !isDone).map(({ lacks }) => lacks);
    const busy = writers.filter((writer) => writer.busy).map(({ life }) => `${life.name} waits for an answer`);
    const behind = nodes.filter(({ position }) => position !== database.log.head);
    const tails = behind.map(({ name, position }) => `${name} stands at ${position} of ${database.log.head}`);
    const rows = database.outbox.length > 0 ? [`${database.outbox.length} rows in the outbox`] : [];
    return [...late, ...busy, ...tails, ...rows].join('; ') || 'a gateway does not start';
  }

  /** What is left of subscriptions that nobody has any more. */
  get leftBehind(): string[] {
    return this.nodes.flatMap(({ fanOut, hub, name }) =>
      fanOut.size + (hub?.subscribers ?? 0) > 0
        ? [`${name} has ${fanOut.size} groups and ${hub?.subscribers} queues left`]
        : [],
    );
  }

  /** Somebody signs out: the session ends in the database, and the log tells. */
  endSession(principal: Principal): void {
    const token = this.tokens.get(principal.accountId);
    const claims = token === undefined ? undefined : this.sessions.get(token);
    if (!claims) return;
    const { accountId, sessionId } = claims.principal;
    const event = sessionRevoked.create({
      aggregateType: 'session',
      aggregateId: sessionId,
      aggregateVersion: 1,
      topics: [topic.session(sessionId)],
      occurredAt: this.time.now(),
      payload: { sessionId, accountId, reason: 'SIGNED_OUT' },
    });
    void this.database.endSession(new Life('identity'), sessionId, event).catch(() => undefined);
  }

  /** Wake-ups get lost, too. */
  private wakeRelays(): void {
    const { chance, scheduler } = this;
    for (const relay of this.relays) {
      if (chance.yes(0.8)) scheduler.post(relay.life, 'is woken', () => relay.ring());
    }
  }

  private async watchDeadlines(): Promise<void> {
    const { chance, scheduler } = this;
    for (let count = 1; !this.isEnough; count += 1) {
      await scheduler.sleep(this.clock, chance.int(1, 300));
      const desk = chance.pick(this.desks);
      if (desk.life.alive)
        desk.sendBackOverdue(`g${chance.int(0, stations.length - 1)}`, `deadline-${count}`).catch(() => undefined);
    }
  }

  /** Each tail may be woken late, twice, or not at all. */
  private notifyTails(): void {
    const { chance, scheduler } = this;
    for (const node of this.nodes) {
      if (chance.yes(0.2)) continue;
      const copies = chance.yes(0.1) ? 2 : 1;
      for (let copy = 0; copy < copies; copy += 1) scheduler.post(node.life, 'is notified', () => node.notify());
    }
  }

  private tokenOf(principal: Principal, refused: string | undefined): string {
    const { accountId } = principal;
    const current = this.tokens.get(accountId);
    const claims = current === undefined ? undefined : this.sessions.get(current);
    if (current !== undefined && claims && current !== refused && claims.session.expiresAt > this.time.now())
      return current;
    const sessionId = `session-${this.sessions.size + 1}`;
    const expiresAt = new Date(this.time.now().getTime() + this.chance.int(20_000, 600_000));
    this.sessions.set(sessionId, { principal: { ...principal, sessionId }, session: { expiresAt, grantsVersion: 1 } });
    this.tokens.set(accountId, sessionId);
    return sessionId;
  }
}

/** Everybody who follows something. */
export const principals: readonly Principal[] = subscribings.map(({ principal }) => principal);
