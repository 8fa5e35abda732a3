import { placesIn } from '../directory/stations-plan.js';
import type { DemoRegion } from '../directory/regions.js';
import type { SeededRandom } from '../seeded/seeded-random.js';
import { roads } from '../words/places.js';
import { closings, openings } from '../words/suggestion-phrases.js';
import type { BySide, Side, Theme } from '../words/theme.types.js';

/** The matter of one suggestion: a side of a theme, and the places and numbers that fill it. */
export interface Matter {
  readonly theme: Theme;
  readonly side: Side;
  /** The text of this side with its places filled. */
  readonly say: (text: BySide) => string;
}

/** What somebody says. */
export interface Wording {
  readonly title: string;
  readonly content: string;
}

/** A matter in a place. */
export function matterIn(region: DemoRegion, theme: Theme, random: SeededRandom): Matter {
  const side: Side = random.chance(0.5) ? 0 : 1;
  const slots: Readonly<Record<string, string>> = {
    town: region.name,
    place: random.pick(placesIn(region)),
    road: random.pick(roads),
    n: String(random.int(2, 7)),
    months: String(random.int(2, 6)),
  };
  const fill = (text: string): string => text.replace(/\{(\w+)\}/g, (_, slot: string) => slots[slot] ?? '');
  return { theme, side, say: (text) => fill(typeof text === 'string' ? text : text[side]) };
}

const isVillageWord = (text: string): boolean => text.includes('村里人');

/** What a resident says of a matter; somebody else begins and ends in other words. */
export function wordingOf({ theme, say }: Matter, random: SeededRandom): Wording {
  const suitable = openings.filter((opening) => say('{place}').endsWith('村') || !isVillageWord(opening));
  return {
    title: say(theme.titles),
    content: `${say(random.pick(suitable))}${say(theme.contents)}${random.pick(closings)}`,
  };
}
