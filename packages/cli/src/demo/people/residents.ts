import { seededRandom } from '../seeded/seeded-random.js';
import { stableId } from '../seeded/stable-id.js';
import { personNames } from './person-names.js';

/** Somebody who raises matters. The account is only a name in the records: nobody can sign in to it. */
export interface Resident {
  readonly accountId: string;
  readonly name: string;
  readonly phone: string;
}

/** A number of a series that no operator hands out. */
const phoneOf = (at: number): string => `1900000${String(at).padStart(4, '0')}`;

const residents: readonly Resident[] = personNames('residents', 160).map((name, at) => ({
  accountId: stableId('resident', at),
  name,
  phone: phoneOf(at + 1),
}));

/** A resident near a station: each station has its own few, so that some come back with another matter. */
export function residentNear(stationId: string, seed: string): Resident {
  const neighbours = seededRandom(`neighbours of ${stationId}`).shuffled(residents).slice(0, 14);
  return seededRandom(`resident of ${seed}`).pick(neighbours);
}
