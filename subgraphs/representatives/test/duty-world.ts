import { randomUUID } from 'node:crypto';
import type { ConsumerDefinition, LoggedEvent, NewEvent } from '@lianxin/events';
import { type Principal, Role } from '@lianxin/subgraph-kit';
import { execute, parse } from 'graphql';
import { type Harness, type Json, openHarness, seedDeputies } from './representatives-harness.js';

/** Somebody with a role; all invented. */
export const person = (role: Role, scope: Partial<Principal> = {}): Principal => ({
  accountId: randomUUID(),
  sessionId: randomUUID(),
  displayName: role,
  roles: [role],
  ...scope,
});

const fields: Record<string, string> = {
  DutyRecordPayload: 'dutyRecord { id version status kind heldOn title evidence decidedAt }',
  DutyTaskPayload: 'dutyTask { id status version findings { id status version } }',
  DutyOfferPayload: 'dutyOffer { id status version excuse dropApproved }',
  MandatePayload: 'mandate { id status version suspensions { from to } }',
  FindingPayload: 'finding { id status version rectification { id version status dueOn } }',
  RectificationPayload: 'rectification { id status version dueOn askedDueOn acceptedAt }',
};
const payloadOf = (name: string): string =>
  /Record$/.test(name)
    ? 'DutyRecordPayload'
    : /Mandate$/.test(name)
      ? 'MandatePayload'
      : /Rectification|Jurisdiction/.test(name)
        ? 'RectificationPayload'
        : /Finding/.test(name)
          ? 'FindingPayload'
          : /Offer$|Drop/.test(name)
            ? 'DutyOfferPayload'
            : 'DutyTaskPayload';

/** The subgraph with deputies, an office and a unit. */
export async function dutyWorld(deputyCount: number) {
  const harness: Harness = await openHarness();
  const deputies = await seedDeputies(harness, deputyCount);
  const office = person(Role.OFFICE_CLERK, { regionCode: '330700000000' });
  const unitId = randomUUID();
  const unit = person(Role.UNIT_CLERK, { unitId });
  const people = deputies.map(({ id }) => person(Role.REPRESENTATIVE, { representativeId: id }));

  const ask = async (
    who: Principal | null,
    source: string,
    variableValues: Record<string, unknown> = {},
  ): Promise<Json> => {
    const contextValue = harness.subgraph.createContext({ requestId: 'test', principal: who, locale: 'en' });
    const document = parse(source);
    const { data, errors } = await execute({ schema: harness.subgraph.schema, document, variableValues, contextValue });
    if (errors?.[0]) throw errors[0].originalError ?? errors[0];
    return JSON.parse(JSON.stringify(data));
  };
  /** Sends a command: the record's fields, or the refusal. */
  const command = async (who: Principal, name: string, input: Record<string, unknown>): Promise<Json> => {
    const payload = payloadOf(name);
    const type = `${name[0]?.toUpperCase()}${name.slice(1)}Input`;
    const source = `mutation ($input: ${type}!) { ${name}(input: $input) {
      ... on ${payload} { ${fields[payload]} } ... on Refusal { code message } } }`;
    const answer = (await ask(who, source, { input: { idempotencyKey: randomUUID(), ...input } }))[name];
    return (
      answer.mandate ??
      answer.dutyRecord ??
      answer.dutyTask ??
      answer.dutyOffer ??
      answer.finding ??
      answer.rectification ??
      answer
    );
  };
  const offer = (input: Record<string, unknown> = {}): Promise<Json> =>
    command(office, 'offerDutyTask', {
      kind: 'INSPECTION',
      title: '查看农贸市场',
      objectType: 'Market',
      objectId: 'm1',
      claimBy: '2026-03-10T00:00:00Z',
      dueAt: '2026-03-20T00:00:00Z',
      ...(!('cohort' in input) && !('openToRegion' in input) && { representativeIds: deputies.map(({ id }) => id) }),
      ...input,
    });
  /** Gives an event to a consumer, as the log would. */
  const take = async ({ handlers }: ConsumerDefinition, event: NewEvent): Promise<void> => {
    const logged: LoggedEvent = { ...event, position: 1, recordedAt: event.occurredAt };
    const handler = handlers.find(({ contract }) => contract.matches(event));
    await harness.subgraph.db.transaction((tx) => handler!.handle(logged, tx));
  };
  return { ...harness, take, deputies, people, office, unit, unitId, ask, command, offer };
}

export type DutyWorld = Awaited<ReturnType<typeof dutyWorld>>;
