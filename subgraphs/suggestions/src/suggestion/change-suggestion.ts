import { wakeRelay } from '@lianxin/events';
import { AppError, refuse, type RefusalReason } from '@lianxin/errors';
import { isUuid, type RequestContext } from '@lianxin/subgraph-kit';
import { apply, type IdempotencyRow, idempotencyRow, onceByKey } from '@lianxin/workflow';
import type { SuggestionActor } from './suggestion.actor.js';
import { clocksAfter } from './suggestion.deadlines.js';
import { SuggestionAction, SuggestionStatus as S } from './suggestion.enums.js';
import { recordsOf } from './suggestion.events.js';
import { type SuggestionInputs, suggestionMachine } from './suggestion.machine.js';
import { maySee, type Visibility } from './suggestion.policy.js';
import type { SuggestionServices } from './suggestion.services.js';
import { changesOf, stateOf, type SuggestionChange, type SuggestionState } from './suggestion.state.js';
import { findSuggestion, keptSuggestion } from './suggestion.store.js';

/** Who commands, from which request. */
export interface Commander {
  readonly actor: SuggestionActor;
  readonly visibility: Visibility;
  readonly request: Pick<RequestContext, 'requestId'> | null;
}

/** What every command on an existing suggestion carries. */
export interface ChangeCommand {
  readonly idempotencyKey: string;
  readonly id: string;
  readonly expectedVersion: number;
}

/** What a use case makes of a command once it knows the suggestion: an action, its input, and what else changes. */
export interface Change<Action extends keyof SuggestionInputs = keyof SuggestionInputs> {
  readonly action: Action;
  readonly input: SuggestionInputs[Action];
  readonly patch?: Partial<SuggestionChange>;
  readonly note?: string | null;
  readonly reply?: Readonly<Record<string, unknown>>;
  readonly evaluation?: Readonly<Record<string, unknown>>;
}

/** The suggestion after the command, or why it was refused. */
export type CommandOutcome = { readonly state: SuggestionState } | { readonly refused: RefusalReason };

/** The moments that a state is first, or again, entered at. */
function stamps(before: SuggestionState, to: S, at: Date): Partial<SuggestionChange> {
  switch (to) {
    case S.ADMITTED:
      return { admittedAt: before.admittedAt ?? at };
    case S.DISPATCHED:
      return { dispatchedAt: before.dispatchedAt ?? at, dispatchCount: before.dispatchCount + 1 };
    case S.IN_PROGRESS:
      return { acceptedAt: at };
    case S.REPLIED:
      return { repliedAt: at };
    case S.REWORK:
      return { reworkNo: before.reworkNo + 1 };
    case S.CLOSED:
    case S.MERGED:
    case S.REJECTED:
    case S.WITHDRAWN:
      return { closedAt: at };
    default:
      return {};
  }
}

/** Applies a change to a state read before and saves both records with it; undefined when the version was stale. */
export async function saveChange<Action extends keyof SuggestionInputs>(
  services: SuggestionServices,
  commander: Commander,
  before: SuggestionState,
  change: Change<Action>,
  options: { readonly key: IdempotencyRow | null; readonly at: Date },
): Promise<CommandOutcome | undefined> {
  const { action, input, patch, note = null, reply, evaluation } = change;
  const { actor, request } = commander;
  const { key, at } = options;
  const outcome = apply(suggestionMachine, before, action, actor, input, at);
  if (!outcome.ok) return { refused: outcome.reason };
  const moved = {
    ...before,
    ...patch,
    ...stamps(before, outcome.to, at),
    status: outcome.to,
    version: before.version + 1,
  };
  const clocks = clocksAfter(services, before, moved, at);
  const after: SuggestionState = { ...moved, ...clocks, calendarVersion: services.calendar.version, updatedAt: at };
  const { history, event } = recordsOf({
    action: SuggestionAction[action],
    before,
    after,
    actor,
    note,
    at,
    by: suggestionMachine.actions[action].by,
    requestId: request?.requestId ?? null,
  });
  const { id, version } = before;
  const parts = { ...(reply && { reply }), ...(evaluation && { evaluation }) };
  const written = await services.steps.write({
    id,
    version,
    row: changesOf(after),
    before: changesOf(before),
    history,
    event,
    key,
    parts,
  });
  if (written === 'stale') return undefined;
  if (written === 'waits') wakeRelay(services.db);
  return { state: after };
}

/**
 * The one way in which a command changes a suggestion: once by its key, on the version the caller saw, within what the
 * caller may see, as the machine allows; state, history, event and key in one statement.
 * @param decide makes the action of the command and the suggestion; it may read, it never writes.
 * @throws AppError NOT_FOUND, IDEMPOTENCY_KEY_REUSED, INVALID_INPUT
 */
export async function changeSuggestion(
  services: SuggestionServices,
  commander: Commander,
  operation: string,
  command: ChangeCommand,
  decide: (
    it: SuggestionState,
    at: Date,
  ) => Promise<Change | { refused: RefusalReason }> | Change | { refused: RefusalReason },
): Promise<CommandOutcome> {
  const { db, clock } = services;
  const { id, expectedVersion, idempotencyKey } = command;
  if (!isUuid(id)) throw new AppError('NOT_FOUND');
  const at = clock.now();
  const accountId = commander.actor.accountId ?? 'anonymous';
  const key = idempotencyRow({ accountId, key: idempotencyKey, operation, input: command }, at);
  const attempt = async (): Promise<CommandOutcome | undefined> => {
    const before = await findSuggestion(db, id);
    if (!before || !maySee(commander.visibility, before)) throw new AppError('NOT_FOUND');
    if (before.version !== expectedVersion) return undefined;
    const change = await decide(before, at);
    if ('refused' in change) return change;
    return saveChange(services, commander, before, change, { key, at });
  };
  const conflict = async (): Promise<CommandOutcome> => {
    const current = await findSuggestion(db, id);
    return { refused: refuse('VERSION_CONFLICT', { currentVersion: current?.version ?? expectedVersion }) };
  };
  return onceByKey(db, keptSuggestion, key, attempt, (row) => ({ state: stateOf(row) }), conflict);
}
