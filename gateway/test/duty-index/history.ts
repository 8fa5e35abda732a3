import { createHash } from 'node:crypto';
import {
  dutyOfferChanged,
  type EventContract,
  type EventInput,
  findingChanged,
  indexPolicySaved,
  mandateEnded,
  mandateGranted,
  mandateSuspensionsChanged,
  type NewEvent,
  rectificationChanged,
  representativeRegistered,
} from '@lianxin/events';
import { chanceOf } from './chance.js';
import {
  cleanVisit,
  deputies,
  findings,
  findingState,
  laterFinding,
  offerState,
  policyState,
  rectifications,
  rectificationState,
  tasks,
} from './history-states.js';

function event<Payload>(
  seed: number,
  contract: EventContract<Payload>,
  aggregate: [type: string, id: string, version: number],
  payload: Payload,
  copy = 0,
): NewEvent {
  const [aggregateType, aggregateId, aggregateVersion] = aggregate;
  const digest = createHash('md5')
    .update([seed, contract.type, ...aggregate, copy].join(' '))
    .digest('hex');
  const input: EventInput<Payload> = {
    eventId: digest.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-'),
    aggregateType,
    aggregateId,
    aggregateVersion,
    payload,
    topics: [],
    occurredAt: new Date('2026-03-01T00:00:00Z'),
  };
  return contract.create(input);
}

/** All events of a made-up history, versions of an aggregate in their order. */
function written(seed: number): NewEvent[] {
  const chance = chanceOf(seed);
  const events: NewEvent[] = [];
  const tell = <Payload>(contract: EventContract<Payload>, type: string, id: string, states: readonly Payload[]) => {
    states.forEach((state, index) => events.push(event(seed, contract, [type, id, index + 1], state)));
  };
  const times = <T>(most: number, make: () => T): T[] => Array.from({ length: chance.int(1, most + 1) }, make);

  deputies.forEach((representativeId, index) => {
    const registered = {
      representativeId,
      code: `D-${index}`,
      name: representativeId,
      regionCode: index === 0 ? '330702000000' : '330784000000',
      ...(index < 2 && { isPartyMember: chance.percent(50), congressLevel: 'CITY', regionPath: ['330700000000'] }),
    };
    if (chance.percent(90)) tell(representativeRegistered, 'representative', representativeId, [registered]);
    for (const termNo of [8, 9]) {
      const mandateId = `m${termNo}:${representativeId}`;
      const from = termNo === 8 ? chance.pick(['2025-01-01', '2026-02-15']) : '2026-05-01';
      const granted = { mandateId, representativeId, termNo, from, to: null, electoralDistrict: null };
      if (termNo === 8 || chance.percent(50)) tell(mandateGranted, 'mandate', mandateId, [granted]);
      if (termNo === 8 && chance.percent(50)) {
        const ended = { mandateId, representativeId, termNo, to: chance.pick(['2026-03-31', '2026-04-20']) };
        events.push(event(seed, mandateEnded, ['mandate', mandateId, 2], ended));
      }
      if (chance.percent(40)) {
        const first = { from: chance.pick(['2026-01-10', '2026-02-28', '2026-03-01']), to: null as string | null };
        const resumed = { ...first, to: chance.pick(['2026-03-15', '2026-03-31', '2026-04-30']) };
        const again = { from: chance.pick(['2026-05-01', '2026-05-20']), to: null };
        [[first], [resumed], [resumed, again]].slice(0, chance.int(1, 4)).forEach((suspensions, index) => {
          const told = { mandateId, representativeId, termNo, suspensions };
          events.push(event(seed, mandateSuspensionsChanged, ['mandate', mandateId, index + 3], told));
        });
      }
    }
  });
  for (const taskId of tasks) {
    for (const who of deputies) {
      if (chance.percent(70))
        tell(
          dutyOfferChanged,
          'duty_offer',
          `${taskId}:${who}`,
          times(3, () => offerState(chance, taskId, who)),
        );
    }
  }
  for (const id of findings)
    tell(
      findingChanged,
      'finding',
      id,
      times(4, () => findingState(chance, id)),
    );
  for (const id of rectifications)
    tell(
      rectificationChanged,
      'rectification',
      id,
      times(3, () => rectificationState(chance, id)),
    );
  for (const policyId of ['party', 'north', 'term', 'all']) {
    if (!chance.percent(35)) continue;
    const states = times(2, () => policyState(chance, policyId));
    tell(
      indexPolicySaved,
      'index_policy',
      policyId,
      states.map((policy, index) => ({ policyId, version: index + 1, hash: 'h', policy })),
    );
  }
  for (const who of deputies) {
    if (!chance.percent(60)) continue;
    const visit = cleanVisit(chance, 'visits', who);
    tell(dutyOfferChanged, 'duty_offer', visit.offerId, [visit]);
    const id = `after:${who}`;
    if (chance.percent(80)) tell(findingChanged, 'finding', id, [laterFinding(chance, id, visit)]);
  }
  return events;
}

/** A history with some facts told twice, in the order of `order`: by chance, and so now and then late and overtaken. */
export function history(seed: number, order: number): NewEvent[] {
  const chance = chanceOf(seed * 31 + order);
  const events = written(seed);
  const twice = events
    .filter(() => chance.percent(10))
    .map((each) => ({ ...each, eventId: again(each.eventId, order) }));
  return chance.shuffled([...events, ...twice]);
}

const again = (eventId: string, order: number): string => `${eventId.slice(0, -2)}${order % 10}f`;
