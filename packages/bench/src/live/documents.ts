/** What subscribers get: the event itself, the suggestion one hop away, station, region and unit two. */
export const stationFeedDocument = `subscription StationFeed($stationId: ID!) {
  stationFeed(stationId: $stationId) {
    cursor at action fromStatus toStatus
    actor { role displayName }
    suggestion {
      id number title status
      station { id name region { code name } }
      leadUnit { id name }
    }
  }
}`;

/** The same with a long text many times over, so that what the kernel keeps for a stalled reader is soon full. */
export const longFeedDocument = `subscription LongStationFeed($stationId: ID!) {
  stationFeed(stationId: $stationId) {
    cursor
    suggestion { ${Array.from({ length: 24 }, (_, index) => `text${index}: content`).join(' ')} }
  }
}`;

/** An event as subscribers get it. */
export interface Transition {
  readonly cursor: string;
  readonly suggestion: {
    readonly id: string;
    readonly station: { readonly name: string; readonly region: { readonly name: string } };
    readonly leadUnit: { readonly name: string };
  };
}

/** Reads a message of graphql-transport-ws; one that tells of no event, or of one without its hops, ends the run. */
export function readMessage(text: string): Transition {
  const { type, payload } = JSON.parse(text) as {
    type: string;
    payload: { data?: { stationFeed?: Transition }; errors?: readonly object[] };
  };
  const transition = payload.data?.stationFeed;
  if (type !== 'next' || payload.errors || !transition) throw new Error(`Not an event: ${text.slice(0, 500)}`);
  const { station, leadUnit } = transition.suggestion;
  if (!station.region.name || !leadUnit.name) throw new Error(`An event without its hops: ${text.slice(0, 500)}`);
  return transition;
}
