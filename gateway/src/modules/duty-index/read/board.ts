import { setImmediate } from 'node:timers/promises';
import type { Db } from '@lianxin/database';
import type { IndexPeriod } from '../core/index-period.js';
import type { DutyRateKind, PolicyVersion } from '../core/index-policy.js';
import { byStanding, competitionRanks, medianOf } from '../core/ranking.js';
import type { ShareCount } from '../core/score.js';
import { loadPolicies, rulesOfRow } from '../projection/deputy-store.js';
import { deputiesWithMandates, type DeputyRow } from '../projection/deputy.sql.js';
import { type BoardMemberRow, boardMembers, lastTouched } from './board.sql.js';
import { byDeputy, partColumns } from './index-reader.js';
import { type DeputyStanding, standingOf } from './standing.js';
import { policiesPosition, totalsOfDeputies, touchedSince } from './totals.sql.js';

/** A member of a cohort on its board. */
export interface BoardRow {
  readonly code: string;
  readonly standing: DeputyStanding;
  /** Null for who cannot be compared: no score, or too little of the weight applies. */
  readonly rank: number | null;
}

/** A cohort in a period. */
export interface Board {
  readonly policy: PolicyVersion;
  /** Members by code. */
  readonly rows: readonly BoardRow[];
  /** Scores that can be compared, in hundredths. */
  readonly scores: readonly number[];
  readonly medianHundredths: number | null;
}

interface Kept {
  /** The last event that changed something for somebody here. */
  position: number;
  readonly policiesPosition: number;
  readonly standings: Map<string, { readonly code: string; readonly standing: DeputyStanding }>;
  boards: Map<string, Board>;
}

const fieldsOf = (text: string | null): string[][] =>
  text === null ? [] : text.split(';').map((item) => item.split(','));

function suspensionsOf(text: string | undefined): { readonly from: string; readonly to: string | null }[] {
  const days = (text ?? '').split('|').filter(Boolean);
  return days.map((range) => range.split('~')).map(([from = '', to = '']) => ({ from, to: to || null }));
}

function deputyOf(row: BoardMemberRow): DeputyRow {
  const mandates = fieldsOf(row.mandates).map(([term, from, to, suspended]) => ({
    termNo: Number(term),
    from: from === '' ? null : (from ?? null),
    to: to === '' ? null : (to ?? null),
    suspensions: suspensionsOf(suspended),
  }));
  return { ...row, region_path: row.region_path?.split(' ').filter(Boolean) ?? [], mandates };
}

const countsOf = ({ counts }: BoardMemberRow): ShareCount[] =>
  fieldsOf(counts).map(([indicator, ...amounts]) => {
    const [share = 1, numerator = 0, denominator = 0, late = 0] = amounts.map(Number);
    return { indicator: indicator as DutyRateKind, share, numerator, denominator, late };
  });

/** Deputies put together before others have their turn. */
const deputiesATurn = 100;

/** Periods kept in memory. Each is a few hundred bytes a deputy. */
const mostPeriods = 16;

/**
 * The boards of this process. A period is read whole once; after that only the deputies for whom something has changed
 * are read anew, so that a page costs what has happened since the last one and not what has ever happened.
 */
export class Boards {
  private readonly periods = new Map<string, Promise<Kept>>();

  constructor(private readonly db: Db) {}

  /** The board of a cohort; null when nobody belongs to it in that period. */
  async of(policyId: string, period: IndexPeriod): Promise<Board | null> {
    const kept = await this.fresh(period);
    const known = kept.boards.get(policyId);
    if (known) return known;
    const members = [...kept.standings.values()].filter(({ standing }) => standing.policy.policy.policyId === policyId);
    const [first] = members;
    if (!first) return null;
    const board = boardOf(first.standing.policy, members);
    kept.boards.set(policyId, board);
    return board;
  }

  /** One refresh of a period at a time; who asks meanwhile waits for the next, so that nobody sees less than there was. */
  private fresh(period: IndexPeriod): Promise<Kept> {
    const key = `${period.kind} ${period.start}`;
    const before = this.periods.get(key);
    const next = before
      ? before.then(
          (kept) => this.refresh(kept, period),
          () => this.load(period),
        )
      : this.load(period);
    this.periods.delete(key);
    this.periods.set(key, next);
    const [oldest] = this.periods.keys();
    if (this.periods.size > mostPeriods && oldest !== undefined) this.periods.delete(oldest);
    return next;
  }

  private async load(period: IndexPeriod): Promise<Kept> {
    return this.db.transaction(async (tx) => {
      await tx.queryText('set transaction isolation level repeatable read');
      const policies = (await tx.query(policiesPosition))[0]?.position ?? 0;
      const position = (await tx.query(lastTouched))[0]?.position ?? 0;
      const versions = await loadPolicies(tx);
      const members = await tx.query(boardMembers, partColumns(period));
      const standings: Kept['standings'] = new Map();
      for (const row of members) {
        const standing = standingOf(row.id, period, rulesOfRow(deputyOf(row), versions), countsOf(row));
        standings.set(row.id, { code: row.code ?? row.id, standing });
        // Thousands in one go would hold up everybody else in this process.
        if (standings.size % deputiesATurn === 0) await setImmediate();
      }
      return { position, policiesPosition: policies, standings, boards: new Map<string, Board>() };
    });
  }

  private async refresh(kept: Kept, period: IndexPeriod): Promise<Kept> {
    const touched = await this.db.query(touchedSince, [kept.position]);
    const policies = (await this.db.query(policiesPosition))[0]?.position ?? 0;
    if (policies !== kept.policiesPosition) return this.load(period);
    if (touched.length === 0) return kept;
    const ids = touched.map((row) => row.representative_id);
    const versions = await loadPolicies(this.db);
    const deputies = await this.db.query(deputiesWithMandates, [ids]);
    const counts = byDeputy(await this.db.query(totalsOfDeputies, [...partColumns(period), ids]));
    for (const row of deputies) {
      const standing = standingOf(row.id, period, rulesOfRow(row, versions), counts.get(row.id) ?? []);
      kept.standings.set(row.id, { code: row.code ?? row.id, standing });
    }
    kept.position = Math.max(...touched.map((row) => row.position));
    kept.boards = new Map();
    return kept;
  }
}

function boardOf(policy: PolicyVersion, members: readonly { code: string; standing: DeputyStanding }[]): Board {
  const comparable = members
    .flatMap(({ code, standing: { representativeId, score } }) =>
      score.isRankable && score.hundredths !== null ? [{ representativeId, code, hundredths: score.hundredths }] : [],
    )
    .sort(byStanding);
  const ranks = competitionRanks(comparable);
  const rankOf = new Map(comparable.map(({ representativeId }, index) => [representativeId, ranks[index] ?? null]));
  const scores = comparable.map(({ hundredths }) => hundredths);
  const rows = members
    .map(({ code, standing }) => ({ code, standing, rank: rankOf.get(standing.representativeId) ?? null }))
    .sort((a, b) => (a.code < b.code ? -1 : a.code > b.code ? 1 : 0));
  return { policy, rows, scores, medianHundredths: medianOf(scores) };
}
