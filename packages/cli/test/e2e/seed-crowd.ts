import { randomUUID } from 'node:crypto';
import { Role } from '@lianxin/subgraph-kit';
import {
  actorOf,
  admitSuggestion,
  collectSuggestion,
  type Commander,
  type CommandOutcome,
  dispatchSuggestion,
  IntakeChannel,
  Urgency,
} from '@lianxin/suggestions';
import type { Platform } from '../../src/platform/start-platform.js';
import { cityRegion } from './places.js';
import type { Directory } from './seed-directory.js';
import type { Units } from './seed-registers.js';

/** Suggestions of the crowd: more than the longest page that the tests ask for. */
export const crowdSize = 60;

function commander(role: Role, scope: { readonly stationId?: string; readonly regionCode?: string }): Commander {
  const principal = { accountId: randomUUID(), sessionId: 'seed', displayName: '录入员', roles: [role], ...scope };
  const { stationId, regionCode } = scope;
  return {
    actor: actorOf(principal),
    visibility: { ...(stationId && { stationIds: [stationId] }), regionCode },
    request: null,
  };
}

function changed(outcome: CommandOutcome): { id: string; expectedVersion: number; idempotencyKey: string } {
  if ('refused' in outcome) throw new Error(outcome.refused.code);
  return { id: outcome.state.id, expectedVersion: outcome.state.version, idempotencyKey: randomUUID() };
}

/** Dispatched suggestions at ten stations, each with a unit and a deputy, so that a list of them crosses every subgraph. */
export async function seedCrowd({ subgraphs }: Platform, { crowd }: Directory, units: Units): Promise<void> {
  const { services } = subgraphs.suggestions;
  const office = commander(Role.OFFICE_CLERK, { regionCode: cityRegion });
  const make = async (n: number): Promise<void> => {
    const { stationId, representativeId } = crowd[n % crowd.length] ?? { stationId: '', representativeId: '' };
    const officer = commander(Role.LIAISON_OFFICER, { stationId });
    const collected = await collectSuggestion(services, officer, {
      idempotencyKey: randomUUID(),
      stationId,
      channel: IntakeChannel.STATION_DESK,
      title: `第${n}件`,
      content: `内容${n}`,
      constituent: { anonymous: n % 3 === 0, contactConsent: true, ...(n % 3 > 0 && { name: `居民${n}` }) },
    });
    const admitted = await admitSuggestion(services, officer, {
      ...changed(collected),
      categoryCode: 'c1-1',
      urgency: Urgency.NORMAL,
    });
    const leadUnitId = units.crowd[n % units.crowd.length];
    changed(await dispatchSuggestion(services, office, { ...changed(admitted), leadUnitId, representativeId }));
  };
  await Promise.all(Array.from({ length: crowdSize }, (_, n) => make(n)));
}
