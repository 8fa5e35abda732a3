import { randomUUID } from 'node:crypto';
import { expectOk } from '@lianxin/testing';
import type { Player } from './cast.js';
import type { Answered } from './client.js';
import type { World } from './e2e-world.js';

/** How far a suggestion is brought. */
export type Stop = 'COLLECTED' | 'ADMITTED' | 'DISPATCHED' | 'IN_PROGRESS' | 'REPLIED';

/** What a reply that says RESOLVED carries. */
export const resolved = {
  resultCode: 'RESOLVED',
  text: '已修复。',
  contactRecord: { at: '2026-11-20T10:00:00+08:00', method: '电话', note: '已告知反映人' },
};

/** The steps of a suggestion through the gateway, with the documents of the clients. */
export interface Journey {
  collect(who?: Player, more?: object): Promise<Answered>;
  /** Sends a command on a suggestion as it was last seen: the suggestion after it, or the refusal. */
  step(who: Player, operation: string, it: Answered, input?: object): Promise<Answered>;
  /** A new suggestion of the constituent at the station, brought to a state by those whose part it is. */
  bring(to: Stop, more?: object): Promise<Answered>;
  /** Dispatched to the unit, accepted and answered. */
  answer(it: Answered): Promise<Answered>;
}

/** The payload's suggestion, or the refusal. */
export function resultOf(answer: Parameters<typeof expectOk>[0]): Answered {
  const result: Answered = Object.values(expectOk(answer))[0];
  return result.suggestion ?? result;
}

export function journeyIn(world: Pick<World, 'cast' | 'send'>): Journey {
  const { cast } = world;
  const collect: Journey['collect'] = async (who = 'constituent', more = {}) => {
    const input = {
      idempotencyKey: randomUUID(),
      stationId: cast.stationId,
      channel: 'PORTAL',
      title: '路灯不亮',
      content: '东市街 12 号门前的路灯坏了一周。',
      constituent: { anonymous: false, contactConsent: true, name: '胡小居', phone: '13800001234' },
      ...more,
    };
    return resultOf(await world.send(who, 'CollectSuggestion', { input }));
  };
  const step: Journey['step'] = async (who, operation, it, input = {}) =>
    resultOf(
      await world.send(who, operation, {
        input: { idempotencyKey: randomUUID(), id: it.id, expectedVersion: it.version, ...input },
      }),
    );
  const answer: Journey['answer'] = async (dispatched) => {
    const accepted = await step('unit', 'AcceptSuggestion', dispatched);
    return step('unit', 'ReplySuggestion', accepted, resolved);
  };
  return {
    collect,
    step,
    answer,
    async bring(to, more) {
      let it = await collect('constituent', more);
      if (to === 'COLLECTED') return it;
      it = await step('liaison', 'AdmitSuggestion', it, { categoryCode: 'c1-1', urgency: 'NORMAL' });
      if (to === 'ADMITTED') return it;
      const { units, representativeId } = cast;
      it = await step('liaison', 'DispatchSuggestion', it, { leadUnitId: units.town, representativeId });
      if (to === 'DISPATCHED') return it;
      if (to === 'REPLIED') return answer(it);
      return step('unit', 'AcceptSuggestion', it);
    },
  };
}
