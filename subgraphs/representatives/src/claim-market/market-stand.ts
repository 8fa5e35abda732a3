import { createHash } from 'node:crypto';
import { SuggestionStatus as S } from '@lianxin/events';

/** How a suggestion stands in the claim market. */
export enum MarketStand {
  /** Admitted, and no deputy has it: it can be claimed. */
  OPEN = 'OPEN',
  /** Answered, closed, or given to a deputy: nobody claims it any more; whoever did may finish. */
  HANDLED = 'HANDLED',
  /** Taken back, refused, or made part of something else: there is nothing left to look after. */
  GONE = 'GONE',
}

/** By state. What is not admitted yet has no stand: it may still be refused (RULEBOOK §6.2). */
const standOf: Readonly<Record<S, MarketStand | null>> = {
  [S.COLLECTED]: null,
  [S.ADMITTED]: MarketStand.OPEN,
  [S.DISPATCHED]: MarketStand.OPEN,
  [S.RETURN_PENDING]: MarketStand.OPEN,
  [S.IN_PROGRESS]: MarketStand.OPEN,
  [S.SUSPENDED]: MarketStand.OPEN,
  [S.REWORK]: MarketStand.OPEN,
  [S.ESCALATED]: MarketStand.OPEN,
  [S.REPLIED]: MarketStand.HANDLED,
  [S.CLOSED]: MarketStand.HANDLED,
  [S.ARCHIVED]: MarketStand.HANDLED,
  [S.CONVERTED]: MarketStand.GONE,
  [S.MERGED]: MarketStand.GONE,
  [S.REJECTED]: MarketStand.GONE,
  [S.WITHDRAWN]: MarketStand.GONE,
};

/** The stand of a suggestion in a state; null while it has none. Given to a deputy, it has found one. */
export function marketStand(status: S, representativeId: string | null): MarketStand | null {
  const stand = standOf[status];
  return stand === MarketStand.OPEN && representativeId !== null ? MarketStand.HANDLED : stand;
}

/** The id of the one task that a suggestion can have in the market: the same wherever and whenever it is worked out. */
export function suggestionTaskId(suggestionId: string): string {
  const hex = createHash('sha256').update(`Suggestion ${suggestionId.toLowerCase()}`).digest('hex').slice(0, 32);
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
