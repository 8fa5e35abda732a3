import { statement } from '@lianxin/database';

/** Which of these station numbers are taken. Plan: probes of the unique index on the number. */
export const knownStationCodes = statement<{ code: string }>(
  'cli_known_station_codes',
  'select code from stations.station where code = any($1::text[])',
);
