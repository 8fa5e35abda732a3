import type { Db } from '@lianxin/database';
import type { IndexPeriod } from '../core/index-period.js';
import type { PolicyVersion } from '../core/index-policy.js';
import { competitionRanks } from '../core/ranking.js';
import { loadPolicies } from '../projection/deputy-store.js';
import { freshBoard } from './board-keeper.js';
import { keptStanding, policyOf } from './board-member.js';
import {
  type MemberRow,
  membersByCode,
  membersByPlace,
  membersOfRegion,
  membersOfRegionByCode,
  membersOfRegionByPlace,
  standBefore,
} from './board-page.sql.js';
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

/** A cohort in a period with all its members, by code. */
export interface Board extends BoardSummary {
  readonly policy: PolicyVersion;
  readonly rows: readonly BoardRow[];
}

/** A page of a board. */
export interface BoardPage extends BoardSummary {
  /** Members that the reader sees, on this page and others. */
  readonly seen: number;
  readonly rows: readonly BoardRow[];
}

/** Which members of a board to show. */
export interface BoardPageRequest {
  /** By rank, best first, those who cannot be compared behind them by code; else all by code, without ranks. */
  readonly isRanked: boolean;
  /** Code of the member behind whom to begin; empty for the beginning. */
  readonly after: string;
  readonly limit: number;
  /** Only the members of this region; null for everybody. */
  readonly region: string | null;
}

/** More than any board has. */
const everybody = 1_000_000;
const empty: BoardPage = { size: 0, comparable: 0, medianHundredths: null, seen: 0, rows: [] };

/**
 * The boards of a database. They are kept in tables, in order, and brought up to what is counted whenever they are read,
 * so that a page costs what it shows and what has happened since the last one, whoever read that.
 */
export class Boards {
  constructor(private readonly db: Db) {}

  /**
   * The board of a cohort with everybody on it, or with the members of a region; null when nobody of them belongs to it in
   * that period.
   */
  async of(policyId: string, period: IndexPeriod, region: string | null = null): Promise<Board | null> {
    const whole = await this.page(policyId, period, { isRanked: false, after: '', limit: everybody, region });
    const [first] = whole.rows;
    return first ? { ...whole, policy: first.standing.policy } : null;
  }

  /**
   * A page of the board of a cohort. Ranks and median are those of the cohort, whoever of it is seen; to who sees nobody
   * there is no board.
   */
  async page(policyId: string, period: IndexPeriod, request: BoardPageRequest): Promise<BoardPage> {
    const summary = await this.summary(policyId, period);
    if (!summary) return empty;
    const place = [period.kind, period.start, policyId];
    const { region } = request;
    const seen = region === null ? summary.size : await this.seenOf(place, region);
    if (seen === 0) return empty;
    const [rows, versions] = await Promise.all([this.rowsOf(place, request), loadPolicies(this.db)]);
    const shown = rows.flatMap((row) => {
      const policy = policyOf(row, versions);
      const standing = policy && keptStanding(row, period, policy);
      return standing ? [{ code: row.code, standing, rank: row.rank }] : [];
    });
    return { ...summary, seen, rows: shown };
  }

  /** How a cohort stands; null when nobody belongs to it. */
  async summary(policyId: string, period: IndexPeriod): Promise<BoardSummary | null> {
    const state = await freshBoard(this.db, period, policyId);
    if (state.members === null) return null;
    return { size: state.members, comparable: state.comparable ?? 0, medianHundredths: state.median_hundredths };
  }

  /** How many members have a better score than this one, which can be compared. */
  async better(policyId: string, { kind, start }: IndexPeriod, hundredths: number): Promise<number> {
    return (await this.db.query(standBefore, [kind, start, policyId, -1 - hundredths, '']))[0]?.better ?? 0;
  }

  private async seenOf(place: readonly string[], region: string): Promise<number> {
    return (await this.db.query(membersOfRegion, [...place, region]))[0]?.members ?? 0;
  }

  private async rowsOf(
    place: readonly string[],
    { isRanked, after, limit, region }: BoardPageRequest,
  ): Promise<(MemberRow & { readonly rank: number | null })[]> {
    const from = [...place, after, limit];
    if (region !== null && isRanked) return this.db.query(membersOfRegionByPlace, [...from, region]);
    const rows = await (region === null
      ? this.db.query(isRanked ? membersByPlace : membersByCode, from)
      : this.db.query(membersOfRegionByCode, [...from, region]));
    const ranks = isRanked ? await this.ranksOf(place, rows) : [];
    return rows.map((row, index) => ({ ...row, rank: ranks[index] ?? null }));
  }

  /** Ranks of members that stand next to each other in the order of a ranked board. */
  private async ranksOf(cohort: readonly string[], rows: readonly MemberRow[]): Promise<(number | null)[]> {
    const [first] = rows;
    if (!first || first.place > 0) return [];
    const [stand] = await this.db.query(standBefore, [...cohort, first.place, first.code]);
    return competitionRanks(
      rows.map(({ place, hundredths }) => (place > 0 ? null : hundredths)),
      stand,
    );
  }
}
