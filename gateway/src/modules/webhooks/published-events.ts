import {
  type EventContract,
  type LoggedEvent,
  representativeRegistered,
  stationRegistered,
  suggestionTransitioned,
} from '@lianxin/events';

/** A kind of event that other systems may hear of, and what of it leaves the house. */
interface Published {
  readonly contract: EventContract;
  /** The fields of the payload that are sent, each named: what a later version adds stays here until it is looked at. */
  readonly fields: readonly string[];
  /** The region the event belongs to; endpoints of other regions do not get it. */
  readonly regionOf: (payload: Readonly<Record<string, unknown>>) => unknown;
}

/** As the API names them. */
export enum WebhookEventType {
  SUGGESTION_TRANSITIONED = 'SUGGESTION_TRANSITIONED',
  STATION_REGISTERED = 'STATION_REGISTERED',
  REPRESENTATIVE_REGISTERED = 'REPRESENTATIVE_REGISTERED',
}

/**
 * What is published. Of a transition the role that acted is sent and not its name: staff appear in events with their full
 * display name, constituents masked, and another system needs neither. Who needs more asks the graph, as somebody who may.
 */
const published: Readonly<Record<WebhookEventType, Published>> = {
  [WebhookEventType.SUGGESTION_TRANSITIONED]: {
    contract: suggestionTransitioned,
    fields: [
      'suggestionId',
      'number',
      'action',
      'fromStatus',
      'toStatus',
      'stationId',
      'regionCode',
      'leadUnitId',
      'assistUnitIds',
      'representativeId',
      'actorRole',
    ],
    regionOf: ({ regionCode }) => regionCode,
  },
  [WebhookEventType.STATION_REGISTERED]: {
    contract: stationRegistered,
    fields: ['stationId', 'code', 'name', 'tier', 'kind', 'regionCode', 'regionPath'],
    regionOf: ({ regionCode }) => regionCode,
  },
  [WebhookEventType.REPRESENTATIVE_REGISTERED]: {
    contract: representativeRegistered,
    // A deputy's name is public by office (代表法 art. 58).
    fields: ['representativeId', 'code', 'name', 'regionCode'],
    regionOf: ({ regionCode }) => regionCode,
  },
};

const byLogType = new Map(Object.values(published).map((each) => [each.contract.type, each]));

/** The types in the log that API types stand for. */
export function logTypesOf(types: readonly WebhookEventType[]): string[] {
  return types.map((type) => published[type].contract.type);
}

/** An event as other systems see it, and the region that it belongs to. */
export interface PublicEvent {
  readonly event: LoggedEvent;
  readonly regionCode: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

/**
 * The public view of an event from the log; null for what is not published, or is not as its contract says: a version
 * that this program does not know may hold what nobody has looked at.
 */
export function publicView(event: LoggedEvent): PublicEvent | null {
  const known = byLogType.get(event.type);
  if (known === undefined || !known.contract.matches(event)) return null;
  const all = event.payload as Readonly<Record<string, unknown>>;
  const regionCode = known.regionOf(all);
  if (typeof regionCode !== 'string') return null;
  const payload = Object.fromEntries(known.fields.map((field) => [field, all[field] ?? null]));
  return { event, regionCode, payload };
}

/** For the test that looks at every contract there is. */
export const publishedFields: ReadonlyMap<string, readonly string[]> = new Map(
  Object.values(published).map(({ contract, fields }) => [contract.type, fields]),
);
