import { businessDate } from '@lianxin/calendar';
import type { NamedStatement, Sql } from '@lianxin/database';
import { type NewEvent, outboxRecord } from '@lianxin/events';
import { AppError } from '@lianxin/errors';
import type { ActorRole } from '@lianxin/subgraph-kit';
import {
  batchCreation,
  batchTransition,
  changedColumns,
  type HistoryRow,
  type RecordColumns,
  StatementsBySet,
  uuidV7,
} from '@lianxin/workflow';
import { type DutyCommander, recordedRole } from './duty.actor.js';
import type { DutyAction } from './duty.enums.js';

/** What every record of duty has. */
export interface DutyState {
  readonly id: string;
  readonly version: number;
  readonly status: string;
}

/** How records of one kind are stored and told of. */
export interface DutyAggregate<State extends DutyState> {
  readonly schema: 'representatives';
  readonly table: string;
  readonly columns: RecordColumns<State>;
  readonly create: NamedStatement<Record<string, unknown>>;
  /** The statement that moves rows from how they were: it sets what one of them changes. */
  readonly move: (rows: Parameters<typeof changedColumns>[1]) => NamedStatement<Record<string, unknown>>;
  /** The contract's event of a state, without who did it; null when the state is told to nobody. */
  readonly eventOf: (
    state: State,
    about: Pick<NewEvent, 'eventId' | 'actor' | 'requestId' | 'occurredAt'>,
  ) => NewEvent | null;
}

/** Statements that move records of one kind, each of another set of columns. */
const mostMoves = 16;

/** Declares the storage of one kind of record. */
export function dutyAggregate<State extends DutyState>(
  table: string,
  columns: RecordColumns<State>,
  eventOf: DutyAggregate<State>['eventOf'],
): DutyAggregate<State> {
  const stored = { schema: 'representatives', table, columns: columns.names } as const;
  const changing = columns.names.filter((name) => name !== 'id' && name !== 'version');
  const moves = new StatementsBySet<NamedStatement<Record<string, unknown>>>(changing, mostMoves);
  const move: DutyAggregate<State>['move'] = (rows) =>
    moves.get(changedColumns(changing, rows), 'move', (set, name) => batchTransition(stored, set, name));
  return { ...stored, columns, create: batchCreation(stored), move, eventOf };
}

/** A step that a record takes: `before` is null when it is born. */
export interface DutyStep<State extends DutyState> {
  readonly action: DutyAction;
  readonly before: State | null;
  readonly after: State;
  readonly note: string | null;
}

/** Somebody moved a record of a batch meanwhile: the transaction is given up. */
export class StaleStep extends Error {
  override readonly name = 'StaleStep';
}

/**
 * Saves steps of one kind in a transaction: all births, or all moves, each with its history row and its event, if it has one.
 * @throws StaleStep when one of them was not on the version it was read at
 */
export async function saveSteps<State extends DutyState>(
  tx: Sql,
  { columns, create, move, eventOf }: DutyAggregate<State>,
  steps: readonly DutyStep<State>[],
  who: DutyCommander & { readonly by: readonly ActorRole[]; readonly at: Date },
): Promise<Record<string, unknown>[]> {
  const [first] = steps;
  if (!first) return [];
  const { actor, request, by, at } = who;
  const role = recordedRole(actor, by);
  const records = steps.map(({ action, before, after, note }) => {
    const eventId = uuidV7(at);
    const told = { role, name: actor.displayName, ...(actor.accountId !== null && { accountId: actor.accountId }) };
    const about = { eventId, actor: told, requestId: request?.requestId ?? null, occurredAt: at };
    const history: HistoryRow = {
      event_id: eventId,
      subject_id: after.id,
      version: after.version,
      action,
      from_status: before?.status ?? null,
      to_status: after.status,
      at,
      business_date: businessDate(at),
      actor_account_id: actor.accountId,
      actor_role: role,
      actor_name: actor.displayName,
      note,
    };
    const event = eventOf(after, about);
    const former = before ? columns.rowOf(before) : {};
    return { before: former, row: columns.rowOf(after), history, events: event ? [outboxRecord(event)] : [] };
  });
  const saving = first.before ? move(records) : create;
  const rows = await tx.query(saving, [
    JSON.stringify(records.map(({ row }) => row)),
    JSON.stringify(records.map(({ history }) => history)),
    JSON.stringify(records.flatMap(({ events }) => events)),
  ]);
  if (rows.length !== steps.length) throw new StaleStep();
  return rows;
}

/** The named record, or NOT_FOUND for what does not exist or may not be seen. */
export function found<Record>(
  record: Record | null | undefined,
  visible: (it: Record) => boolean = () => true,
): Record {
  if (!record || !visible(record)) throw new AppError('NOT_FOUND');
  return record;
}
