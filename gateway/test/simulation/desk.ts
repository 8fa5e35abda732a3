import type { Sql } from '@lianxin/database';
import { AppError, type RefusalCode } from '@lianxin/errors';
import {
  ActorRole,
  type NewEvent,
  SuggestionAction,
  type SuggestionStatus,
  suggestionTransitioned,
  topic,
} from '@lianxin/events';
import { apply, idempotencyRow, type IdempotencyRow, onceByKey } from '@lianxin/workflow';
import type { SimulatedAnswer, SimulatedCommand } from './command.js';
import type { Database } from './database.js';
import { Life } from './scheduler.js';
import { type SimulatedAction, type SimulatedSuggestion, suggestionMachine } from './suggestion-machine.js';

const refused = (code: RefusalCode): SimulatedAnswer => ({ kind: 'refused', code });

/** A subgraph's process: the use case of a transition as the subgraphs write it, over the stand-in for PostgreSQL. */
export class Desk {
  life: Life;
  private readonly sql: Sql;

  constructor(
    private readonly name: string,
    private readonly database: Database,
  ) {
    this.life = new Life(name);
    const query = async (_statement: unknown, values: readonly unknown[] = []): Promise<never[]> => {
      await this.step('looks for the key');
      const found = database.findKey(String(values[0]), String(values[1]));
      if (!found) return [];
      const { command, response } = found;
      return [{ ...response, key_operation: command.operation, key_input_hash: command.input_hash }] as never[];
    };
    this.sql = { query, queryText: async () => [] };
  }

  restart(): void {
    this.life = new Life(this.name);
  }

  /** @throws AppError, ConnectionLost */
  async handle({ key, clerk, action, ...input }: SimulatedCommand): Promise<SimulatedAnswer> {
    const { life } = this;
    const now = this.database.scheduler.time.now();
    const command = idempotencyRow({ accountId: clerk.accountId, key, operation: action, input }, now);
    return onceByKey(
      this.sql,
      { schema: 'simulated', table: 'suggestion' },
      command,
      () => this.attempt(life, command, { key, clerk, action, ...input }),
      (row): SimulatedAnswer => ({ kind: 'done', version: Number(row['version']) }),
      async () => refused('VERSION_CONFLICT'),
    );
  }

  private async attempt(
    life: Life,
    row: IdempotencyRow,
    { action, clerk, expectedVersion, key, suggestionId }: SimulatedCommand,
  ): Promise<SimulatedAnswer | undefined> {
    await this.step('reads the suggestion');
    const current = this.database.find(suggestionId);
    if (!current) throw new AppError('NOT_FOUND');
    const acceptsAny = this.database.bug === 'a stale version is accepted';
    if (current.version !== expectedVersion && !acceptsAny) return undefined;
    const now = this.database.scheduler.time.now();
    const outcome = apply(suggestionMachine, current, action, clerk, {}, now);
    if (!outcome.ok) return refused(outcome.reason.code);
    const next: SimulatedSuggestion = { ...current, status: outcome.to };
    const event = transitioned(
      { ...current, version: expectedVersion },
      { action, to: outcome.to, by: clerk.accountId, key, at: now },
    );
    const stored = await this.database.transition(life, { command: row, event, expectedVersion, next });
    return stored && { kind: 'done', version: stored.version };
  }

  /** Deadlines (时限): the desk itself sends back what has been answered for long, without a key and without a version. */
  async sendBackOverdue(suggestionId: string, key: string): Promise<void> {
    const { database, life } = this;
    const clock = database.scheduler.time;
    await database.changeLocked(life, suggestionId, (current) => {
      const clerk = { accountId: 'SYSTEM', stationId: current.stationId };
      const outcome = apply(suggestionMachine, current, SuggestionAction.EVALUATE, clerk, {}, clock.now());
      if (!outcome.ok) return undefined;
      const step = { action: SuggestionAction.EVALUATE, to: outcome.to, by: 'SYSTEM', key, at: clock.now() } as const;
      const next = { ...current, status: outcome.to, version: current.version + 1 };
      return { next, event: transitioned(current, step) };
    });
  }

  private step(label: string): Promise<void> {
    return this.database.scheduler.wait(this.life, label);
  }
}

interface Step {
  readonly action: SimulatedAction;
  readonly to: SuggestionStatus;
  readonly by: string;
  readonly key: string;
  readonly at: Date;
}

/** The event of a step from this very version. */
function transitioned(from: SimulatedSuggestion, { action, at, by, key, to }: Step): NewEvent {
  const { id, stationId, status, version } = from;
  return suggestionTransitioned.create({
    aggregateType: 'suggestion',
    aggregateId: id,
    aggregateVersion: version + 1,
    topics: [topic.suggestion(id), topic.station(stationId)],
    requestId: key,
    occurredAt: at,
    payload: {
      suggestionId: id,
      number: id,
      action,
      fromStatus: status,
      toStatus: to,
      stationId,
      regionCode: '330700000000',
      leadUnitId: null,
      assistUnitIds: [],
      representativeId: null,
      actorRole: ActorRole.LIAISON_OFFICER,
      actorName: by,
    },
  });
}
