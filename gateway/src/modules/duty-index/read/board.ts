import type { Db } from '@lianxin/database';
import type { IndexPeriod } from '../core/index-period.js';
import type { PolicyVersion } from '../core/index-policy.js';
import { competitionRanks } from '../core/ranking.js';
import { loadPolicies } from '../projection/deputy-store.js';
import { freshBoard } from './board-keeper.js';
import { standingReader } from './board-member.js';
import { type KeptMember, membersByCode, membersByPlace, membersByRank, standBefore } from './board-page.sql.js';
import type { BoardState } from './kept-board.sql.js';
import type { DeputyStanding } from './standing.js';

/** A member of a cohort on its board. */
export interface BoardRow {
  readonly code: string;
  readonly standing: DeputyStanding;
  /** Null for who cannot be compared (no score, or too little of the weight applies), and where no ranks are asked for. */
  readonly rank: number | null;
}

/** A cohort in a period, without its members. */
export interface BoardSummary {
  readonly size: number;
  /** Members whose scores can be compared. */
  readonly comparable: number;
  readonly medianHundredths: number | null;
}

/** A page of a board. */
export interface BoardPage extends BoardSummary {
  /** Members that the reader sees, on this page and others. */
  readonly seen: number;
  readonly rows: readonly BoardRow[];
}

/** A member of a cohort, without what was counted. */
export interface Member {
  readonly representativeId: string;
  readonly code: string;
}

/** Null when nobody belongs to the cohort. */
function summaryOf({ members, comparable, median_hundredths: medianHundredths }: BoardState): BoardSummary | null {
  return members === null ? null : { size: members, comparable: comparable ?? 0, medianHundredths };
}

const memberOf = ({ representative_id: representativeId, code }: KeptMember): Member => ({ representativeId, code });

/** Which members of a board to show. */
export interface BoardPageRequest {
  /** By rank, best first, those who cannot be compared behind them by code; else all by code, without ranks. */
  readonly isRanked: boolean;
  /** The member behind whom to begin; null for the beginning. */
  readonly after: Member | null;
  readonly limit: number;
  /** Only the members of this region; null for everybody. */
  readonly region: string | null;
}

/** Members a statement, where all of them are needed. */
const rosterPage = 500;
const nobody: Member = { representativeId: '', code: '' };
const empty: BoardPage = { size: 0, comparable: 0, medianHundredths: null, seen: 0, rows: [] };

/**
 * The boards of a database. They are kept in tables, in order, and brought up to what is counted whenever they are read,
 * so that a page costs what it shows and what has happened since the last one, whoever read that.
 */
export class Boards {
  constructor(private readonly db: Db) {}

  /** The policy that weighs a cohort in a period; null when nobody, or nobody of a region, belongs to it. */
  async policyOf(policyId: string, period: IndexPeriod, region: string | null = null): Promise<PolicyVersion | null> {
    const { rows } = await this.page(policyId, period, { isRanked: false, after: null, limit: 1, region });
    return rows[0]?.standing.policy ?? null;
  }

  /** Everybody in a cohort, or those of a region, by code, so many at a time, read as they are taken. */
  async *roster(
    policyId: string,
    period: IndexPeriod,
    size: number,
    region: string | null = null,
  ): AsyncGenerator<readonly Member[], void, void> {
    await freshBoard(this.db, period, policyId);
    const place = [period.kind, period.start, policyId];
    for (let after = nobody; ;) {
      const rows = await this.db.query(membersByCode, [...place, after.code, after.representativeId, size, region]);
      if (rows.length > 0) yield rows.map(memberOf);
      const last = rows.at(-1);
      if (!last || rows.length < size) return;
      after = memberOf(last);
    }
  }

  /** Everybody in a cohort, by code. */
  async members(policyId: string, period: IndexPeriod): Promise<Member[]> {
    return (await Array.fromAsync(this.roster(policyId, period, rosterPage))).flat();
  }

  /**
   * A page of the board of a cohort. Ranks and median are those of the cohort, whoever of it is seen; to who sees nobody
   * there is no board.
   */
  async page(policyId: string, period: IndexPeriod, request: BoardPageRequest): Promise<BoardPage> {
    const state = await freshBoard(this.db, period, policyId, request.region);
    const summary = summaryOf(state);
    const seen = (request.region === null ? state.members : state.seen) ?? 0;
    if (!summary || seen === 0) return empty;
    const place = [period.kind, period.start, policyId];
    const { rows, ranks } = await this.rowsOf(place, request, seen === summary.size);
    // Not beside the rows: where no second connection is open, that costs more than all the rest.
    const standingOf = standingReader(policyId, period, await loadPolicies(this.db));
    const shown: BoardRow[] = [];
    rows.forEach((row, index) => {
      const standing = standingOf(row);
      if (standing) shown.push({ code: row.code, standing, rank: ranks[index] ?? null });
    });
    return { ...summary, seen, rows: shown };
  }

  /** How a cohort stands; null when nobody belongs to it. */
  async summary(policyId: string, period: IndexPeriod): Promise<BoardSummary | null> {
    return summaryOf(await freshBoard(this.db, period, policyId));
  }

  /** How many members have a better score than this one, which can be compared. */
  async better(policyId: string, { kind, start }: IndexPeriod, hundredths: number): Promise<number> {
    return (await this.db.query(standBefore, [kind, start, policyId, -1 - hundredths, '', '']))[0]?.better ?? 0;
  }

  /** @param isWhole whether the members that are seen stand next to each other: they are all there are */
  private async rowsOf(
    place: readonly string[],
    { isRanked, after, limit, region }: BoardPageRequest,
    isWhole: boolean,
  ): Promise<{ readonly rows: readonly KeptMember[]; readonly ranks: readonly (number | null)[] }> {
    const { code, representativeId } = after ?? nobody;
    const from = [...place, code, representativeId, limit, region];
    if (!isRanked) return { rows: await this.db.query(membersByCode, from), ranks: [] };
    if (isWhole) {
      const rows = await this.db.query(membersByPlace, from);
      return { rows, ranks: await this.ranksOf(place, rows) };
    }
    const rows = await this.db.query(membersByRank, from);
    return { rows, ranks: rows.map(({ rank }) => rank) };
  }

  /** Ranks of members that stand next to each other in the order of a ranked board. */
  private async ranksOf(cohort: readonly string[], rows: readonly KeptMember[]): Promise<(number | null)[]> {
    const [first] = rows;
    if (!first || first.place > 0) return [];
    const [stand] = await this.db.query(standBefore, [...cohort, first.place, first.code, first.representative_id]);
    return competitionRanks(
      rows.map(({ place, hundredths }) => (place > 0 ? null : hundredths)),
      stand,
    );
  }
}
