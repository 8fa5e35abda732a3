import { setImmediate } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import type { Db, Sql } from '@lianxin/database';
import type { IndexPeriod } from '../core/index-period.js';
import { loadPolicies, rulesOfRow } from '../projection/deputy-store.js';
import { deputiesWithMandates, type DeputyRow } from '../projection/deputy.sql.js';
import { memberRow, textOfCounts } from './board-member.js';
import { membersNamed, type NewMemberRow } from './board-page.sql.js';
import { type BoardMemberRow, boardMembers } from './board.sql.js';
import { byDeputy, partColumns } from './index-reader.js';
import {
  beginBoard,
  type BoardState,
  boardState,
  clearCohorts,
  clearMembers,
  clearRegions,
  forgetBoards,
  lockBoard,
  moveBoard,
  putCohorts,
  putMembers,
  putRegions,
} from './kept-board.sql.js';
import { totalsOfDeputies, touchedSince } from './totals.sql.js';

function suspensionsOf(text = ''): { readonly from: string; readonly to: string | null }[] {
  const ranges = text.split('|').filter(Boolean);
  return ranges.map((range) => range.split('~')).map(([from = '', to = '']) => ({ from, to: to || null }));
}

function deputyOf(row: BoardMemberRow): DeputyRow {
  const mandates = (row.mandates ?? '')
    .split(';')
    .filter(Boolean)
    .map((held) => held.split(','))
    .map(([term, from, to, suspended]) => ({
      termNo: Number(term),
      from: from || null,
      to: to || null,
      suspensions: suspensionsOf(suspended),
    }));
  return { ...row, region_path: row.region_path?.split(' ').filter(Boolean) ?? [], mandates };
}

/** Deputies put together before others have their turn: thousands in one go would hold up this process. */
const deputiesATurn = 100;

const isOfTheseTables = (state: BoardState): boolean =>
  state.kept_generation === state.generation && state.kept_policies === state.policies;

/** Whether a board is what the tables give now. */
function isFresh(state: BoardState): boolean {
  return isOfTheseTables(state) && (state.kept_position ?? -1) >= state.touched;
}

/** A cohort, and a region whose members of it are asked for. */
interface CohortView {
  readonly policyId: string;
  readonly region: string | null;
}

async function stateOf(sql: Sql, { kind, start }: IndexPeriod, { policyId, region }: CohortView): Promise<BoardState> {
  const [state] = await sql.query(boardState, [kind, start, policyId, region]);
  if (!state) throw new Error('The table board_origin has lost its row');
  return state;
}

/**
 * Brings the board of a period up to what is counted now, and says how it stands with a cohort. Everybody is read once;
 * after that only those for whom something has changed. What a rebuild or a change of rules has overtaken is read anew.
 */
export async function freshBoard(
  db: Db,
  period: IndexPeriod,
  policyId: string,
  region: string | null = null,
): Promise<BoardState> {
  const view = { policyId, region };
  const known = await stateOf(db, period, view);
  if (isFresh(known)) return known;
  return db.transaction(async (tx) => {
    await holdBoard(tx, period);
    // Read before the rows that it dates: these are as new or newer, and are looked at once more at worst.
    const state = await stateOf(tx, period, view);
    if (isFresh(state)) return state;
    const isOther = isOfTheseTables(state) ? await mend(tx, period, state.kept_position ?? 0) : await make(tx, period);
    await tx.query(moveBoard, [period.kind, period.start, state.generation, state.touched, state.policies]);
    return isOther ? stateOf(tx, period, view) : state;
  });
}

/** Has a board to itself until the end of the transaction; begins it when there is none. */
async function holdBoard(tx: Sql, { kind, start }: IndexPeriod): Promise<void> {
  if ((await tx.query(lockBoard, [kind, start])).length > 0) return;
  await tx.query(beginBoard, [kind, start]);
  await tx.query(lockBoard, [kind, start]);
}

/** Reads everybody. */
async function make(tx: Sql, period: IndexPeriod): Promise<boolean> {
  const place = [period.kind, period.start];
  await tx.query(clearMembers, place);
  await tx.query(forgetBoards);
  await tx.query(putMembers, [...place, JSON.stringify(await everybody(tx, period))]);
  await countCohorts(tx, place, null);
  await countRegions(tx, place, null);
  return true;
}

/** Sizes and medians of cohorts, or of all. */
async function countCohorts(tx: Sql, place: readonly string[], cohorts: readonly string[] | null): Promise<void> {
  await tx.query(clearCohorts, [...place, cohorts]);
  await tx.query(putCohorts, [...place, cohorts]);
}

/** How many of cohorts, or of all, lie in each region. */
async function countRegions(tx: Sql, place: readonly string[], cohorts: readonly string[] | null): Promise<void> {
  await tx.query(clearRegions, [...place, cohorts]);
  await tx.query(putRegions, [...place, cohorts]);
}

/** Reads those for whom something has changed. Returns whether a cohort stands otherwise than before. */
async function mend(tx: Sql, period: IndexPeriod, position: number): Promise<boolean> {
  const place = [period.kind, period.start];
  const ids = (await tx.query(touchedSince, [position])).map((row) => row.representative_id);
  const before = new Map((await tx.query(membersNamed, [...place, ids])).map((row) => [row.representative_id, row]));
  const rows = await theseOf(tx, period, ids);
  const changed = rows.filter((row) => !isDeepStrictEqual(row, before.get(row.representative_id)));
  if (changed.length === 0) return false;
  await tx.query(putMembers, [...place, JSON.stringify(changed)]);
  /** The cohorts of those who differ from before in something. */
  const cohortsOf = (isSame: (row: NewMemberRow, old: NewMemberRow) => boolean): string[] => {
    const moved = changed.flatMap((row) => {
      const old = before.get(row.representative_id);
      return old?.policy_id === row.policy_id && isSame(row, old) ? [] : [row.policy_id, old?.policy_id];
    });
    return [...new Set(moved)].filter((id) => id !== undefined);
  };
  const cohorts = cohortsOf((row, old) => row.place === old.place);
  const regions = cohortsOf((row, old) => isDeepStrictEqual(row.region_path, old.region_path));
  if (cohorts.length > 0) await countCohorts(tx, place, cohorts);
  if (regions.length > 0) await countRegions(tx, place, regions);
  return cohorts.length + regions.length > 0;
}

async function everybody(tx: Sql, period: IndexPeriod): Promise<NewMemberRow[]> {
  const versions = await loadPolicies(tx);
  const rows: NewMemberRow[] = [];
  for (const row of await tx.query(boardMembers, partColumns(period))) {
    const deputy = deputyOf(row);
    rows.push(memberRow(deputy, period, rulesOfRow(deputy, versions), row.counts ?? ''));
    if (rows.length % deputiesATurn === 0) await setImmediate();
  }
  return rows;
}

async function theseOf(tx: Sql, period: IndexPeriod, ids: readonly string[]): Promise<NewMemberRow[]> {
  const versions = await loadPolicies(tx);
  const deputies = await tx.query(deputiesWithMandates, [ids]);
  const counts = byDeputy(await tx.query(totalsOfDeputies, [...partColumns(period), ids]));
  return deputies.map((row) =>
    memberRow(row, period, rulesOfRow(row, versions), textOfCounts(counts.get(row.id) ?? [])),
  );
}
