import { type collectSuggestion, IntakeChannel, Urgency } from '@lianxin/suggestions';
import { seededRandom } from '../seeded/seeded-random.js';
import type { Intake, Scenario } from './scenario.types.js';

type CollectInput = Parameters<typeof collectSuggestion>[2];

const channels: Readonly<Record<Intake, readonly IntakeChannel[]>> = {
  SELF: [IntakeChannel.PORTAL, IntakeChannel.STATION_CODE, IntakeChannel.PORTAL, IntakeChannel.DEPUTY_CODE],
  DESK: [
    IntakeChannel.STATION_DESK,
    IntakeChannel.VISIT,
    IntakeChannel.PHONE,
    IntakeChannel.STATION_DESK,
    IntakeChannel.ACTIVITY,
  ],
  ANONYMOUS: [IntakeChannel.STATION_CODE],
};

/** What is collected: by whoever speaks, at a desk in somebody's name, or without a name by the station's code. */
export function collectInput(scenario: Scenario, idempotencyKey: string): CollectInput {
  const { key, station, wording, categoryCode, isUrgent, intake, resident } = scenario;
  const random = seededRandom(`intake ${key}`);
  const isAnonymous = intake === 'ANONYMOUS';
  const person = { name: resident.name, phone: resident.phone, anonymous: false, contactConsent: random.chance(0.8) };
  return {
    idempotencyKey,
    ...(isAnonymous ? { stationCode: station.code } : { stationId: station.id }),
    channel: random.pick(channels[intake]),
    title: wording.title,
    content: wording.content,
    // Residents rarely know the category; the desk does.
    ...(intake === 'DESK' && { categoryCode }),
    urgency: isUrgent ? Urgency.URGENT : Urgency.NORMAL,
    constituent: isAnonymous ? { anonymous: true, contactConsent: false } : person,
  };
}
