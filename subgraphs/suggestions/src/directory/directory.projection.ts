import {
  type ConsumerDefinition,
  dutyOfferChanged,
  DutyTaskKind,
  DutyTaskStatus,
  mandateEnded,
  mandateGranted,
  mandateSuspensionsChanged,
  type EventHandler,
  on,
  representativeRegistered,
  stationCodeIssued,
  stationCodeRevoked,
  stationRegistered,
  stationRosterAssigned,
} from '@lianxin/events';
import { statement } from '@lianxin/database';
import { isUuid } from '@lianxin/subgraph-kit';

const putStation = statement<never>(
  'station_ref_put',
  `insert into station_ref (id, code, region_code, region_path) values ($1, $2, $3, $4)
   on conflict (id) do update set code = excluded.code, region_code = excluded.region_code, region_path = excluded.region_path`,
);
const putStationCode = statement<never>(
  'station_code_ref_put',
  `insert into station_code_ref (code, station_id, revoked) values ($1, $2, $3)
   on conflict (code) do update set revoked = station_code_ref.revoked or excluded.revoked`,
);
const putRepresentative = statement<never>(
  'representative_ref_put',
  `insert into representative_ref (id, code, region_code) values ($1, $2, $3)
   on conflict (id) do update set code = excluded.code, region_code = excluded.region_code`,
);
const putMandate = statement<never>(
  'mandate_ref_put',
  `insert into mandate_ref (id, representative_id, from_date, to_date) values ($1, $2, $3, $4)
   on conflict (id) do nothing`,
);
const endMandate = statement<never>('mandate_ref_end', 'update mandate_ref set to_date = $2::date where id = $1');
const putSuspensions = statement<never>(
  'mandate_ref_suspensions',
  `update mandate_ref set suspensions = $2::jsonb, suspensions_version = $3
   where id = $1 and suspensions_version < $3`,
);
const putRoster = statement<never>(
  'roster_ref_put',
  `insert into roster_ref (station_id, representative_id, from_date, to_date) values ($1, $2, $3, $4)
   on conflict (representative_id, station_id) do update set from_date = excluded.from_date, to_date = excluded.to_date`,
);

/** The newest state of the claim counts. */
const putCompanion = statement<never>(
  'companion_ref_put',
  `insert into companion_ref as c (offer_id, representative_id, suggestion_id, looks_after, version)
   values ($1, $2, $3, $4, $5)
   on conflict (offer_id) do update set looks_after = excluded.looks_after, version = excluded.version
     where c.version < excluded.version`,
);
const looksAfter: readonly DutyTaskStatus[] = [DutyTaskStatus.CLAIMED, DutyTaskStatus.COMPLETED];

/** Keeps the replicas of stations, their codes, deputies, the roster and claims. Every effect can be had twice without harm. */
const handlers: readonly EventHandler[] = [
  on(stationRegistered, async ({ payload }, tx) => {
    await tx.query(putStation, [payload.stationId, payload.code, payload.regionCode, payload.regionPath]);
  }),
  on(stationCodeIssued, async ({ payload }, tx) => {
    await tx.query(putStationCode, [payload.code, payload.stationId, false]);
  }),
  on(stationCodeRevoked, async ({ payload }, tx) => {
    await tx.query(putStationCode, [payload.code, payload.stationId, true]);
  }),
  on(representativeRegistered, async ({ payload }, tx) => {
    await tx.query(putRepresentative, [payload.representativeId, payload.code, payload.regionCode]);
  }),
  on(mandateGranted, async ({ payload }, tx) => {
    await tx.query(putMandate, [payload.mandateId, payload.representativeId, payload.from, payload.to]);
  }),
  on(mandateEnded, async ({ payload }, tx) => {
    await tx.query(endMandate, [payload.mandateId, payload.to]);
  }),
  on(mandateSuspensionsChanged, async ({ payload, aggregateVersion }, tx) => {
    await tx.query(putSuspensions, [payload.mandateId, JSON.stringify(payload.suspensions), aggregateVersion]);
  }),
  on(dutyOfferChanged, async ({ payload, aggregateVersion }, tx) => {
    const { offerId, representativeId, kind, object, status } = payload;
    if (kind !== DutyTaskKind.SUGGESTION || object?.type !== 'Suggestion' || !isUuid(object.id)) return;
    await tx.query(putCompanion, [offerId, representativeId, object.id, looksAfter.includes(status), aggregateVersion]);
  }),
  on(stationRosterAssigned, async ({ payload }, tx) => {
    await tx.query(putRoster, [payload.stationId, payload.representativeId, payload.from, payload.to]);
  }),
];

/** The consumer that keeps the replicas: all it has comes from the log, so that it can be rebuilt from there. */
export const directoryConsumer: ConsumerDefinition = {
  name: 'directory',
  schema: 'suggestions',
  handlers,
  replica: {
    tables: ['station_ref', 'station_code_ref', 'representative_ref', 'mandate_ref', 'roster_ref', 'companion_ref'],
  },
};
