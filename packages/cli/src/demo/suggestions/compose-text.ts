import { placesIn } from '../directory/stations-plan.js';
import type { DemoRegion } from '../directory/regions.js';
import type { SeededRandom } from '../seeded/seeded-random.js';
import { roads } from '../words/places.js';
import { closings, openings } from '../words/suggestion-phrases.js';
import type { Theme } from '../words/theme.types.js';

/** The matter of one suggestion: its theme, and the places and numbers that fill it. */
export interface Matter {
  readonly theme: Theme;
  /** Fills the places of a text. */
  readonly fill: (text: string) => string;
}

/** What somebody says. */
export interface Wording {
  readonly title: string;
  readonly content: string;
}

/** A matter in a place. */
export function matterIn(region: DemoRegion, theme: Theme, random: SeededRandom): Matter {
  const slots: Readonly<Record<string, string>> = {
    town: region.name,
    place: random.pick(placesIn(region)),
    road: random.pick(roads),
    n: String(random.int(2, 7)),
    months: String(random.int(2, 6)),
  };
  return { theme, fill: (text) => text.replace(/\{(\w+)\}/g, (_, slot: string) => slots[slot] ?? '') };
}

const isVillageWord = (text: string): boolean => text.includes('村里人');

/** What a resident says of a matter; another turn says the same thing in other words. */
export function wordingOf({ theme, fill }: Matter, turn: number, random: SeededRandom): Wording {
  const at = <T>(texts: readonly T[]): T => texts[turn % texts.length]!;
  const place = fill('{place}');
  const suitable = openings.filter((opening) => place.endsWith('村') || !isVillageWord(opening));
  return {
    title: fill(at(theme.titles)),
    content: fill(`${random.pick(suitable)}${at(theme.contents)}${random.pick(closings)}`),
  };
}
