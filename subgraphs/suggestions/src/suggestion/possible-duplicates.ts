import { statement } from '@lianxin/database';
import type { SuggestionsContext } from '../suggestions.context.js';
import type { PossibleDuplicate } from './suggestion-part.types.js';
import { maySee } from './suggestion.policy.js';
import { suggestionColumns, type SuggestionState } from './suggestion.state.js';
import { present } from './suggestion.types.js';

const mostShown = 20;
const candidates = 200;
/** Below this likeness two texts only share everyday words. */
const leastSimilarity = 0.25;

/** Plan: suggestion_collected backwards within 90 days, filtered by region, until 200 are found. */
const recentOfRegion = statement<SuggestionState>(
  'suggestions_recent_of_region',
  `select ${suggestionColumns} from suggestions.suggestion s
   where s.region_code = $1 and s.collected_at between $2::timestamptz - interval '90 days' and $2::timestamptz + interval '90 days'
     and s.status not in ('MERGED', 'REJECTED', 'WITHDRAWN') and s.id <> $3::uuid
   order by s.collected_at desc, s.id desc limit ${candidates}`,
);

/** Pairs of neighbouring characters: words need no dictionary, in Chinese or in any other script. */
function bigrams(text: string): Set<string> {
  const letters = [
    ...text
      .normalize('NFKC')
      .toLowerCase()
      .replace(/[\p{P}\p{Z}\s]/gu, ''),
  ];
  return new Set(letters.slice(1).map((letter, at) => `${letters[at]}${letter}`));
}

/** Dice's coefficient of two sets of pairs, 0 to 1. */
function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  if (a.size + b.size === 0) return 0;
  let shared = 0;
  for (const pair of a) if (b.has(pair)) shared += 1;
  return (2 * shared) / (a.size + b.size);
}

interface Profile {
  readonly title: ReadonlySet<string>;
  readonly content: ReadonlySet<string>;
}

/** Long texts are compared by their beginning, so that one of 20,000 characters costs no more than a page. */
const profile = ({ title, content }: SuggestionState): Profile => ({
  title: bigrams(title),
  content: bigrams(content.slice(0, 1000)),
});
/** A title says the matter, the content confirms it. */
const similarity = (a: Profile, b: Profile): number =>
  0.6 * likeness(a.title, b.title) + 0.4 * likeness(a.content, b.content);

/**
 * Suggestions of the same region and season that read alike (疑似重复), the likest first, for a person to judge. Only
 * what the caller may see is compared.
 */
export async function possibleDuplicates(
  context: SuggestionsContext,
  state: SuggestionState,
  first: number,
): Promise<PossibleDuplicate[]> {
  const { db, services } = context;
  const now = services.clock.now();
  const [rows, visibility] = await Promise.all([
    db.query(recentOfRegion, [state.regionCode, state.collectedAt, state.id]),
    context.visibility(),
  ]);
  const own = profile(state);
  return rows
    .filter((other) => maySee(visibility, other))
    .map((other) => ({
      similarity: Math.round(similarity(own, profile(other)) * 100) / 100,
      suggestion: present(other, now),
    }))
    .filter((pair) => pair.similarity >= leastSimilarity)
    .sort((a, b) => b.similarity - a.similarity || (a.suggestion.id < b.suggestion.id ? -1 : 1))
    .slice(0, Math.max(0, Math.min(first, mostShown)));
}
