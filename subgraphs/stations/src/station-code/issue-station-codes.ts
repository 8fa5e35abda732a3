import { randomBytes } from 'node:crypto';
import { statement } from '@lianxin/database';
import { type EventActor, stationCodeIssued, topic } from '@lianxin/events';
import { systemActor } from '../directory.events.js';
import { publishing, type UseCaseContext } from '../use-case.js';

/** A station code (站码) as issued. */
export interface IssuedStationCode {
  readonly stationId: string;
  readonly code: string;
}

/** Letters that are not mistaken for one another when a code is read aloud; 32 of them, so that no letter is likelier. */
const letters = '23456789abcdefghjkmnpqrstuvwxyz0';

/** 80 random bits: the code carries nothing, and cannot be guessed. */
function opaqueCode(): string {
  return Array.from(randomBytes(16), (byte) => letters[byte % letters.length]).join('');
}

const issue = statement<never>(
  'stations_code_issue',
  `insert into stations.station_code (code, station_id, issued_at, version)
   select n.code, n.station_id, n.issued_at, 1 from jsonb_populate_recordset(null::stations.station_code, $1::jsonb) n`,
);

/**
 * Issues a new code (站码) for each station given; earlier codes stay good until they are revoked. Emits
 * `station.code_issued`.
 * @throws AppError INVALID_INPUT for an unknown station
 */
export async function issueStationCodes(
  { db, clock }: UseCaseContext,
  stationIds: readonly string[],
  actor: EventActor = systemActor,
): Promise<IssuedStationCode[]> {
  const now = clock.now();
  const issued = stationIds.map((stationId) => ({ stationId, code: opaqueCode() }));
  const rows = issued.map(({ stationId, code }) => ({ code, station_id: stationId, issued_at: now.toISOString() }));
  await publishing(db, async (tx) => {
    await tx.query(issue, [JSON.stringify(rows)]);
    return issued.map(({ stationId, code }) =>
      stationCodeIssued.create({
        aggregateType: 'station_code',
        aggregateId: code,
        aggregateVersion: 1,
        payload: { stationId, code },
        topics: [topic.station(stationId)],
        actor,
        occurredAt: now,
      }),
    );
  });
  return issued;
}
