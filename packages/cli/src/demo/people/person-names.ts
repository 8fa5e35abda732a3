import { type SeededRandom, seededRandom } from '../seeded/seeded-random.js';
import { firstCharacters, lastCharacters, surnames } from '../words/personal-names.js';

/** The smaller of two draws: the front of the list comes more often, as some surnames do. */
function surname(random: SeededRandom): string {
  const last = random.int(0, surnames.length - 1);
  return random.pick(surnames.slice(0, last + 1));
}

/** An invented name of two or three characters. */
function personName(random: SeededRandom): string {
  const family = surname(random);
  const last = random.pick(lastCharacters);
  if (random.chance(0.22)) return `${family}${last}`;
  const first = random.pick(firstCharacters.filter((character) => character !== last && character !== family));
  return `${family}${first}${last}`;
}

/** So many different invented names; the seed determines them. */
export function personNames(seed: string, count: number): string[] {
  const random = seededRandom(seed);
  const names = new Set<string>();
  while (names.size < count) names.add(personName(random));
  return [...names];
}
