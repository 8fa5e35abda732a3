import { statement } from '@lianxin/database';

/** Stations of the demonstration that are there, with their registration. Plan: primary-key probes. */
export const knownStations = statement<{ id: string; registeredAt: Date }>(
  'cli_demo_known_stations',
  'select id, registered_at as "registeredAt" from stations.station where id = any($1::uuid[])',
);

/** Stations that have a code on the wall. Plan: probes of station_code_station. */
export const stationsWithCode = statement<{ id: string }>(
  'cli_demo_stations_with_code',
  'select distinct station_id as id from stations.station_code where station_id = any($1::uuid[])',
);

/** Receptions and ledger entries that are there. Plan: primary-key probes. */
export const knownStationRecords = statement<{ id: string }>(
  'cli_demo_known_station_records',
  `select id from stations.reception_session where id = any($1::uuid[])
   union all select id from stations.activity where id = any($1::uuid[])`,
);

/** Deputies that are there. Plan: primary-key probes. */
export const knownDeputies = statement<{ id: string }>(
  'cli_demo_known_deputies',
  'select id from representatives.representative where id = any($1::uuid[])',
);

/** Mandates that are there. Plan: probes of mandate_term_key. */
export const knownMandates = statement<{ representativeId: string; termNo: number }>(
  'cli_demo_known_mandates',
  `select representative_id as "representativeId", term_no as "termNo" from representatives.mandate
   where representative_id = any($1::uuid[])`,
);
