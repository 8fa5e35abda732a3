import { setImmediate } from 'node:timers/promises';
import type { Db, Sql } from '@lianxin/database';
import type { IndexPeriod } from '../core/index-period.js';
import { loadPolicies, rulesOfRow } from '../projection/deputy-store.js';
import { deputiesWithMandates, type DeputyRow } from '../projection/deputy.sql.js';
import { memberRow, textOfCounts } from './board-member.js';
import type { NewMemberRow } from './board-page.sql.js';
import { type BoardMemberRow, boardMembers } from './board.sql.js';
import { byDeputy, partColumns } from './index-reader.js';
import {
  beginBoard,
  type BoardState,
  boardState,
  clearCohorts,
  clearMembers,
  forgetBoards,
  lockBoard,
  moveBoard,
  putCohorts,
  putMembers,
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

async function stateOf(sql: Sql, { kind, start }: IndexPeriod, policyId: string | null): Promise<BoardState> {
  const [state] = await sql.query(boardState, [kind, start, policyId]);
  if (!state) throw new Error('The table board_origin has lost its row');
  return state;
}

/**
 * Brings the board of a period up to what is counted now, and says how it stands with a cohort. Everybody is read once;
 * after that only those for whom something has changed. What a rebuild or a change of rules has overtaken is read anew.
 */
export async function freshBoard(db: Db, period: IndexPeriod, policyId: string): Promise<BoardState> {
  const known = await stateOf(db, period, policyId);
  if (isFresh(known)) return known;
  return db.transaction(async (tx) => {
    await tx.query(beginBoard, [period.kind, period.start]);
    await tx.query(lockBoard, [period.kind, period.start]);
    // Read before the rows that it dates: these are as new or newer, and are looked at once more at worst.
    const state = await stateOf(tx, period, null);
    if (!isFresh(state)) await refresh(tx, period, state);
    return stateOf(tx, period, policyId);
  });
}

async function refresh(tx: Sql, period: IndexPeriod, state: BoardState): Promise<void> {
  const place = [period.kind, period.start];
  const whole = !isOfTheseTables(state);
  if (whole) {
    await tx.query(clearMembers, place);
    await tx.query(forgetBoards);
  }
  const rows = whole ? await everybody(tx, period) : await changedSince(tx, period, state.kept_position ?? 0);
  await tx.query(putMembers, [...place, JSON.stringify(rows)]);
  await tx.query(clearCohorts, place);
  await tx.query(putCohorts, place);
  await tx.query(moveBoard, [...place, state.generation, state.touched, state.policies]);
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

async function changedSince(tx: Sql, period: IndexPeriod, position: number): Promise<NewMemberRow[]> {
  const ids = (await tx.query(touchedSince, [position])).map((row) => row.representative_id);
  const versions = await loadPolicies(tx);
  const deputies = await tx.query(deputiesWithMandates, [ids]);
  const counts = byDeputy(await tx.query(totalsOfDeputies, [...partColumns(period), ids]));
  return deputies.map((row) =>
    memberRow(row, period, rulesOfRow(row, versions), textOfCounts(counts.get(row.id) ?? [])),
  );
}
