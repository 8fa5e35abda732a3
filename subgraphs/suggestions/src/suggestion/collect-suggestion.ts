import { publishAlone, wakeRelay } from '@lianxin/events';
import { AppError, refuse, type RefusalReason } from '@lianxin/errors';
import { parsePhone } from '@lianxin/privacy';
import { isUuid } from '@lianxin/subgraph-kit';
import { checkedTexts, eventRecord, idempotencyRow, onceByKey, uuidV7 } from '@lianxin/workflow';
import { categoriesByCode } from '../category/category.sql.js';
import { isAccountTaken, registerConstituent } from '../constituent/constituent-register.js';
import { findStation, type StationRef } from '../directory/station-ref.sql.js';
import type { Commander, CommandOutcome } from './change-suggestion.js';
import type { SuggestionActor } from './suggestion.actor.js';
import { clocksAfter } from './suggestion.deadlines.js';
import { ActorRole, SuggestionAction, SuggestionStatus, Urgency } from './suggestion.enums.js';
import { recordsOf } from './suggestion.events.js';
import type { CollectSuggestionInput } from './suggestion.inputs.js';
import type { SuggestionServices } from './suggestion.services.js';
import { rowOf, stateOf, type SuggestionState } from './suggestion.state.js';
import { saveCreation, keptSuggestion } from './suggestion.store.js';

/** Roles that write down what others say; they must serve the station. */
const desk: readonly ActorRole[] = [ActorRole.LIAISON_OFFICER];
/** Who can raise something: the desk, people for themselves, deputies who were approached. */
const collectors: readonly ActorRole[] = [
  ...desk,
  ActorRole.CONSTITUENT,
  ActorRole.REPRESENTATIVE,
  ActorRole.OFFICE_CLERK,
];

const isDesk = (actor: SuggestionActor): boolean => actor.roles.includes(ActorRole.LIAISON_OFFICER);
/** People who sign in raise things in their own name; everybody else writes down somebody else's. */
const speaksForSelf = (actor: SuggestionActor): boolean => actor.roles.includes(ActorRole.CONSTITUENT);

async function whereTo(services: SuggestionServices, input: CollectSuggestionInput): Promise<StationRef | undefined> {
  if (Boolean(input.stationId) === Boolean(input.stationCode)) return undefined;
  if (input.stationId && !isUuid(input.stationId)) return undefined;
  return findStation(services.db, { id: input.stationId ?? null, code: input.stationCode ?? null });
}

async function whyNot(
  services: SuggestionServices,
  actor: SuggestionActor,
  input: CollectSuggestionInput,
  station: StationRef | undefined,
): Promise<RefusalReason | null> {
  if (!actor.roles.some((role) => collectors.includes(role))) return refuse('ROLE_NOT_PERMITTED');
  if (!station) return refuse('STATION_UNKNOWN');
  if (isDesk(actor) && !speaksForSelf(actor) && actor.stationId !== station.id) return refuse('NOT_YOUR_STATION');
  const { anonymous, name, phone } = input.constituent;
  if (anonymous && (name || phone)) return refuse('ANONYMOUS_WITH_IDENTITY');
  if (phone && !parsePhone(phone)) return refuse('PHONE_INVALID');
  const [category] = input.categoryCode ? await services.db.query(categoriesByCode, [[input.categoryCode]]) : [];
  return input.categoryCode && !category ? refuse('CATEGORY_UNKNOWN') : null;
}

/**
 * 收集: puts what somebody said on record, with the station's region and the deadline to admit it. Anybody may collect by
 * a station's code, signed in or not; a liaison officer collects at their own station on behalf of others.
 * @throws AppError IDEMPOTENCY_KEY_REUSED
 */
export async function collectSuggestion(
  services: SuggestionServices,
  commander: Commander,
  input: CollectSuggestionInput,
): Promise<CommandOutcome> {
  const { db, clock } = services;
  const { actor, request } = commander;
  if (actor.accountId === null && !input.stationCode) throw new AppError('UNAUTHENTICATED');
  const at = clock.now();
  const key = idempotencyRow(
    { accountId: actor.accountId ?? 'anonymous', key: input.idempotencyKey, operation: 'collectSuggestion', input },
    at,
  );

  const attempt = async (): Promise<CommandOutcome> => {
    const station = await whereTo(services, input);
    const reason = await whyNot(services, actor, input, station);
    if (reason || !station) return { refused: reason ?? refuse('STATION_UNKNOWN') };
    const checked = checkedTexts({
      title: [input.title, { field: '标题 title', max: 200 }],
      content: [input.content, { field: '内容 content', max: 20_000, multiline: true }],
      name: [input.constituent.name, { field: '姓名 name', max: 50, optional: true }],
    });
    if ('refused' in checked) return checked;
    const { title, content, name } = checked.texts;
    const { anonymous, phone, contactConsent } = input.constituent;
    const ownAccount = speaksForSelf(actor) ? actor.accountId : null;
    const person = anonymous
      ? null
      : await registerConstituent(
          db,
          services.privacy,
          { accountId: ownAccount, name: name || (ownAccount && actor.displayName), phone: phone ?? null },
          at,
        );
    const id = uuidV7(at);
    const urgency = input.urgency ?? Urgency.NORMAL;
    const status = SuggestionStatus.COLLECTED;
    const after: SuggestionState = {
      id,
      version: 1,
      number: await services.numbers.next(at),
      stationId: station.id,
      regionCode: station.regionCode,
      regionPath: station.regionPath,
      channel: input.channel,
      title,
      content,
      categoryCode: input.categoryCode ?? null,
      urgency,
      status,
      constituentId: person?.id ?? null,
      constituentAccountId: ownAccount ?? person?.accountId ?? null,
      anonymous,
      contactConsent: !anonymous && contactConsent,
      leadUnitId: null,
      assistUnitIds: [],
      representativeId: null,
      collectedAt: at,
      admittedAt: null,
      dispatchedAt: null,
      acceptedAt: null,
      repliedAt: null,
      closedAt: null,
      ...clocksAfter(services, null, { status, urgency, dispatchedAt: null }, at),
      dispatchCount: 0,
      designated: false,
      reworkNo: 0,
      mergedIntoId: null,
      rating: null,
      source: null,
      sourceNumber: null,
      supportCount: 0,
      opposeCount: 0,
      calendarVersion: services.calendar.version,
      updatedAt: at,
    };
    const shownAs = anonymous && speaksForSelf(actor) ? { ...actor, displayName: '匿名' } : actor;
    const { history, event } = recordsOf({
      action: SuggestionAction.COLLECT,
      before: null,
      after,
      actor: shownAs,
      by: collectors,
      note: null,
      at,
      requestId: request?.requestId ?? null,
    });
    const people = person?.newRow ? [person.newRow] : [];
    const records = [JSON.stringify(history), eventRecord(event), JSON.stringify(key)];
    const rows = [rowOf(after), JSON.stringify(people), '[]', '[]'];
    const write = (lends: boolean) => db.query(saveCreation, [...records, lends, ...rows]);
    const { result, waits } = await publishAlone(db, write, ([place]) => place && { event, place });
    if (waits) wakeRelay(db);
    return { state: result[0] ? stateOf(result[0]) : after };
  };
  // Two first suggestions of one account at a time: the other one has put the person on record, who is now known.
  const attemptOnKnown = (): Promise<CommandOutcome> =>
    attempt().catch((error: unknown) => {
      if (isAccountTaken(error)) return attempt();
      throw error;
    });
  // A creation has no version that could be stale: only its own key can have come first.
  const conflict = (): Promise<CommandOutcome> => Promise.reject(new AppError('UNAVAILABLE'));
  return onceByKey(db, keptSuggestion, key, attemptOnKnown, (row) => ({ state: stateOf(row) }), conflict);
}
