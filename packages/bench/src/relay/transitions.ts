import { randomUUID } from 'node:crypto';
import { type Db, openDb } from '@lianxin/database';
import { ActorRole, SuggestionAction, SuggestionStatus, suggestionTransitioned, topic } from '@lianxin/events';
import { eventRecord, idempotencyRow, transitionStatement } from '@lianxin/workflow';
import { Pool } from 'pg';
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
interface Subject {
  readonly id: string;
  version: number;
  row: Readonly<Record<string, unknown>>;
}

/** What stands in the history and in the outbox. */
function recordsOf({ id, version, row }: Subject, at: Date) {
  const eventId = randomUUID();
  const number = String(row['number']);
  const stationId = String(row['station_id']);
  const unitId = String(row['lead_unit_id']);
  const actor = { role: ActorRole.UNIT_CLERK, name: '承办单位' };
  const event = suggestionTransitioned.create({
    eventId,
    aggregateType: 'suggestion',
    aggregateId: id,
    aggregateVersion: version + 1,
    payload: {
      suggestionId: id,
      number,
      action: SuggestionAction.ACCEPT,
      fromStatus: SuggestionStatus.DISPATCHED,
      toStatus: SuggestionStatus.IN_PROGRESS,
      stationId,
      regionCode: String(row['region_code']),
      leadUnitId: unitId,
      assistUnitIds: [],
      representativeId: null,
      actorRole: actor.role,
      actorName: actor.name,
    },
    topics: [topic.suggestion(id), topic.station(stationId), topic.unit(unitId)],
    actor,
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
    actor_role: actor.role,
    actor_name: actor.name,
  };
  return { event, history };
}

/** The update alone, the same writes by hand, and the statement that the platform runs. */
export async function mutatorsOf(
  adminUrl: string,
  { connections }: RelayOptions,
  opened: AsyncDisposableStack,
): Promise<readonly Mutator[]> {
  const db = opened.use(await openDb({ url: adminUrl, schema: 'suggestions', poolSize: connections }));
  const pool = new Pool({ connectionString: adminUrl, max: connections });
  opened.defer(() => pool.end());
  const subjects = await db.queryText<Subject>(sql.selectSubjects, [connections]);
  if (subjects.length < connections) throw new Error('Too few suggestions');
  const subjectOf = (client: number): Subject => {
    const subject = subjects[client];
    if (!subject) throw new RangeError(`No suggestion for client ${client}`);
    return subject;
  };
  const moved = (subject: Subject, rowCount: number | null): void => {
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
        moved(subject, (await pool.query({ ...sql.bareTransition, values })).rowCount);
      },
    },
    {
      name: 'update',
      title: 'bare pg: the row alone',
      isOwn: false,
      async transition(client) {
        const subject = subjectOf(client);
        const values = [subject.id, subject.version, 'IN_PROGRESS', new Date()];
        moved(subject, (await pool.query({ ...sql.bareUpdate, values })).rowCount);
      },
    },
    {
      name: 'ours',
      title: 'Lianxin transition, with its idempotency key',
      isOwn: true,
      transition: await ours(db, subjectOf, moved),
    },
  ];
}

async function ours(
  db: Db,
  subjectOf: (client: number) => Subject,
  moved: (subject: Subject, rowCount: number | null) => void,
): Promise<Mutator['transition']> {
  const columns = (await db.queryText<{ name: string }>(sql.selectColumns)).map(({ name }) => name);
  // The aggregate as the suggestions subgraph declares it.
  const parts = ['constituent', 'reply', 'evaluation'];
  const save = transitionStatement<object>({ schema: 'suggestions', table: 'suggestion', columns, parts });
  return async (client) => {
    const subject = subjectOf(client);
    const at = new Date();
    const { event, history } = recordsOf(subject, at);
    const command = {
      accountId: 'bench',
      key: event.eventId,
      operation: 'acceptSuggestion',
      input: { id: subject.id, expectedVersion: subject.version },
    };
    const values = [
      JSON.stringify(history),
      eventRecord(event),
      JSON.stringify(idempotencyRow(command, at)),
      subject.id,
      subject.version,
      JSON.stringify({ ...subject.row, status: 'IN_PROGRESS', updated_at: at }),
      ...parts.map(() => '[]'),
    ];
    moved(subject, (await db.query(save, values)).length);
  };
}
