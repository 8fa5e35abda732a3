import { randomUUID } from 'node:crypto';
import { type Db, openDb } from '@lianxin/database';
import { suggestionTransitioned } from '@lianxin/events';
import { type IdempotencyRow, idempotencyRow, TransitionWriter } from '@lianxin/workflow';
import { Pool } from 'pg';
import { acceptance, type Subject, unitClerk } from '../platform/acceptance.js';
import * as sql from './transitions.sql.js';
import type { RelayOptions } from './options.js';

/** One way to make a transition: the client of this number moves its own suggestion on. */
export interface Mutator {
  readonly name: string;
  /** What the report calls it. */
  readonly title: string;
  readonly isOwn: boolean;
  transition(client: number): Promise<void>;
}

/** A suggestion that one client moves to and fro. */
interface Moved extends Subject {
  version: number;
  readonly row: Readonly<Record<string, unknown>>;
}

/** What stands in the history and in the outbox. */
function recordsOf(subject: Moved, at: Date) {
  const { id, version } = subject;
  const eventId = randomUUID();
  const event = suggestionTransitioned.create({
    eventId,
    aggregateType: 'suggestion',
    aggregateId: id,
    aggregateVersion: version + 1,
    ...acceptance(subject),
    actor: unitClerk,
    occurredAt: at,
  });
  const history = {
    event_id: eventId,
    subject_id: id,
    version: version + 1,
    action: 'ACCEPT',
    from_status: 'DISPATCHED',
    to_status: 'IN_PROGRESS',
    at,
    business_date: at.toISOString().slice(0, 10),
    actor_account_id: null,
    actor_role: unitClerk.role,
    actor_name: unitClerk.name,
    note: null,
  };
  return { event, history };
}

/** What the step changes of the row. */
const changeOf = (at: Date) => ({ status: 'IN_PROGRESS', updated_at: at });

/** The same columns before the step. */
const formerOf = () => ({ status: 'DISPATCHED', updated_at: null });

function keyOf({ id, version }: Moved, key: string, now: Date): IdempotencyRow {
  const input = { id, expectedVersion: version };
  return idempotencyRow({ accountId: 'bench', key, operation: 'acceptSuggestion', input }, now);
}

/**
 * The update alone, the same writes by hand, and the statement that the platform runs. Each has connections of its own: a
 * backend maps a page of shared memory when it first touches it, and two who share backends would find more of them mapped.
 */
export async function mutatorsOf(
  adminUrl: string,
  { connections }: RelayOptions,
  opened: AsyncDisposableStack,
): Promise<readonly Mutator[]> {
  const open = async (): Promise<Db> =>
    opened.use(await openDb({ url: adminUrl, schema: 'suggestions', poolSize: connections }));
  const pooled = (): Pool => {
    const pool = new Pool({ connectionString: adminUrl, max: connections });
    opened.defer(() => pool.end());
    return pool;
  };
  const [alone, keyless, together] = [await open(), await open(), await open()];
  const [bare, keyed, updating] = [pooled(), pooled(), pooled()];
  const subjects = await alone.queryText<Moved>(sql.selectSubjects, [connections]);
  if (subjects.length < connections) throw new Error('Too few suggestions');
  const subjectOf = (client: number): Moved => {
    const subject = subjects[client];
    if (!subject) throw new RangeError(`No suggestion for client ${client}`);
    return subject;
  };
  const moved = (subject: Moved, rowCount: number | null): void => {
    if (rowCount !== 1) throw new Error(`Suggestion ${subject.id} was changed by somebody else`);
    subject.version += 1;
  };
  return [
    {
      name: 'bare',
      title: 'bare pg: row, history, outbox in one statement',
      isOwn: false,
      async transition(client) {
        const subject = subjectOf(client);
        const { event, history } = recordsOf(subject, new Date());
        const values = sql.bareValues(subject.id, subject.version, history, event);
        moved(subject, (await bare.query({ ...sql.bareTransition, values })).rowCount);
      },
    },
    {
      name: 'bare-key',
      title: 'the same with the idempotency key',
      isOwn: false,
      async transition(client) {
        const subject = subjectOf(client);
        const at = new Date();
        const { event, history } = recordsOf(subject, at);
        const row = { id: subject.id, version: subject.version + 1, ...subject.row, ...changeOf(at) };
        const key = sql.keyValues(keyOf(subject, event.eventId, at), row);
        const values = [...sql.bareValues(subject.id, subject.version, history, event), ...key];
        moved(subject, (await keyed.query({ ...sql.keyedTransition, values })).rowCount);
      },
    },
    {
      name: 'update',
      title: 'bare pg: the row alone',
      isOwn: false,
      async transition(client) {
        const subject = subjectOf(client);
        const values = [subject.id, subject.version, 'IN_PROGRESS', new Date()];
        moved(subject, (await updating.query({ ...sql.bareUpdate, values })).rowCount);
      },
    },
    {
      name: 'alone',
      title: 'Lianxin, with its idempotency key, each alone',
      isOwn: true,
      transition: await ours(alone, { clients: connections, isShared: false, hasKey: true }, subjectOf, moved),
    },
    {
      name: 'keyless',
      title: 'Lianxin, without a key, as the clock takes steps, each alone',
      isOwn: true,
      transition: await ours(keyless, { clients: connections, isShared: false, hasKey: false }, subjectOf, moved),
    },
    {
      name: 'ours',
      title: 'Lianxin, those of one moment together',
      isOwn: true,
      transition: await ours(together, { clients: connections, isShared: true, hasKey: true }, subjectOf, moved),
    },
  ];
}

/** The writer that the suggestions subgraph has, or one for each client: theirs share no statement. */
async function writersOf(db: Db, clients: number, isShared: boolean): Promise<(client: number) => TransitionWriter> {
  const columns = (await db.queryText<{ name: string }>(sql.selectColumns)).map(({ name }) => name);
  const made = Array.from({ length: isShared ? 1 : clients }, () =>
    TransitionWriter.open(db, { schema: 'suggestions', table: 'suggestion', columns }),
  );
  const writers = await Promise.all(made);
  return (client) => writers[client % writers.length]!;
}

interface OwnWay {
  readonly clients: number;
  readonly isShared: boolean;
  readonly hasKey: boolean;
}

async function ours(
  db: Db,
  { clients, isShared, hasKey }: OwnWay,
  subjectOf: (client: number) => Moved,
  moved: (subject: Moved, rowCount: number | null) => void,
): Promise<Mutator['transition']> {
  const writerOf = await writersOf(db, clients, isShared);
  return async (client) => {
    const subject = subjectOf(client);
    const { id, version } = subject;
    const at = new Date();
    const { event, history } = recordsOf(subject, at);
    const row = { ...subject.row, ...changeOf(at) };
    const key = hasKey ? keyOf(subject, event.eventId, at) : null;
    const before = { ...row, ...formerOf() };
    const isMoved = await writerOf(client).write({ id, version, row, before, history, event, key, parts: {} });
    moved(subject, isMoved ? 1 : 0);
  };
}
