import type { Clock } from '@lianxin/calendar';
import { type Db, type Sql, statement } from '@lianxin/database';
import { topic } from '@lianxin/events';
import {
  register,
  type RegisteredRecord,
  type RegistrationCounts,
  registrationStatement,
  uuidV7,
} from '@lianxin/workflow';
import { regionAtEnd } from '../extensions/region-code.js';
import { milestoneRows } from '../milestone/milestone-input.js';
import { insertMilestones } from '../milestone/milestone.sql.js';
import { assertProjectInput, type ProjectInput } from './project-input.js';

const insertProjects = registrationStatement('projects', 'livelihood_project', 'id');

/**
 * The vote of a region on a day: found, or entered. The update without effect makes a known one come back, too.
 * Plan: an insert from the rows, a probe of the unique index on (region_code, held_on) for each.
 */
const ensureBallots = statement<{ id: string; regionCode: string; heldOn: string }>(
  'projects_ballot_ensure',
  `insert into ballot select r.* from jsonb_populate_recordset(null::ballot, $1::jsonb) r
   on conflict (region_code, held_on) do update set held_on = excluded.held_on
   returning id, region_code as "regionCode", held_on as "heldOn"`,
);

/** Plan: an insert from the rows, which travel as JSON. */
const insertSatisfaction = statement<never>(
  'projects_satisfaction_insert',
  'insert into satisfaction_vote select r.* from jsonb_populate_recordset(null::satisfaction_vote, $1::jsonb) r',
);

const ballotKey = (regionCode: string, heldOn: string): string => `${regionCode} ${heldOn}`;

/** The ids of the votes that the projects stand in, by region and day. */
async function ballotIds(tx: Sql, inputs: readonly ProjectInput[], now: Date): Promise<ReadonlyMap<string, string>> {
  const rows = new Map<string, object>();
  for (const { ballot, regionPath, number } of inputs) {
    if (!ballot) continue;
    const region_code = regionAtEnd(regionPath, number);
    const { heldOn: held_on, deputyCount: deputy_count, seats, candidates } = ballot;
    rows.set(ballotKey(region_code, held_on), {
      id: uuidV7(now),
      region_code,
      held_on,
      deputy_count,
      seats,
      candidates,
    });
  }
  if (rows.size === 0) return new Map();
  const ensured = await tx.query(ensureBallots, [JSON.stringify([...rows.values()])]);
  return new Map(ensured.map(({ id, regionCode, heldOn }) => [ballotKey(regionCode, heldOn), id]));
}

function rowOf(input: ProjectInput, ballots: ReadonlyMap<string, string>, now: Date) {
  const { ballot, acceptance, taskForce } = input;
  const regionCode = regionAtEnd(input.regionPath, input.number);
  return {
    id: uuidV7(now),
    number: input.number,
    name: input.name,
    year: input.year,
    region_code: regionCode,
    region_path: input.regionPath,
    status: input.status,
    planned_progress: input.plannedProgress ?? [],
    actual_percent: input.actualPercent ?? 0,
    budget_fen: input.budgetFen?.toString() ?? null,
    lead_unit_id: input.leadUnitId ?? null,
    lead_member_id: input.leadMemberId ?? null,
    task_force_name: taskForce?.name ?? null,
    task_force_member_ids: taskForce?.memberIds ?? [],
    ballot_id: ballot ? ballots.get(ballotKey(regionCode, ballot.heldOn)) : null,
    for_count: ballot?.result?.forCount ?? null,
    against_count: ballot?.result?.againstCount ?? null,
    abstain_count: ballot?.result?.abstainCount ?? null,
    adopted: ballot?.result?.adopted ?? null,
    accepted_on: acceptance?.acceptedOn ?? null,
    accepted_by: acceptance?.acceptedBy ?? null,
    acceptance_conclusion: acceptance?.conclusion ?? null,
    created_at: now,
  };
}

type Row = ReturnType<typeof rowOf>;

const recordOf = ({ id, number, name, year, region_code, status }: Row): RegisteredRecord => ({
  aggregateType: 'livelihood_project',
  aggregateId: id,
  payload: { id, number, name, year, regionCode: region_code, status },
  topics: [`livelihood_project:${id}`, topic.region(region_code)],
});

const satisfactionRows = (project_id: string, { satisfaction = [] }: ProjectInput): object[] =>
  satisfaction.map((vote, index) => ({
    project_id,
    round: index + 1,
    held_on: vote.heldOn,
    member_count: vote.memberCount,
    satisfied: vote.satisfied,
    basically_satisfied: vote.basicallySatisfied,
    not_satisfied: vote.notSatisfied,
  }));

/**
 * Registers livelihood projects in bulk (民生实事入库), in the state they are in. Idempotent by region, year and number.
 * The steps of a project that is begun here are the business of its workflow.
 * @throws AppError INVALID_INPUT for a project that could not be; then nothing is registered
 */
export async function registerProjects(
  { db, clock }: { readonly db: Db; readonly clock: Clock },
  inputs: readonly ProjectInput[],
): Promise<RegistrationCounts> {
  inputs.forEach(assertProjectInput);
  const now = clock.now();
  const inputById = new Map<string, ProjectInput>();
  const rowsIn = async (tx: Sql): Promise<Row[]> => {
    const ballots = await ballotIds(tx, inputs, now);
    return inputs.map((input) => {
      const row = rowOf(input, ballots, now);
      inputById.set(row.id, input);
      return row;
    });
  };
  const addParts = async (tx: Sql, added: ReadonlySet<string>): Promise<void> => {
    const fresh = [...inputById].filter(([id]) => added.has(id));
    const milestones = fresh.flatMap(([id, input]) => milestoneRows({ project_id: id }, input.milestones ?? [], now));
    const votes = fresh.flatMap(([id, input]) => satisfactionRows(id, input));
    await tx.query(insertMilestones, [JSON.stringify(milestones)]);
    await tx.query(insertSatisfaction, [JSON.stringify(votes)]);
  };
  return register(db, { insert: insertProjects, recordOf, addParts }, rowsIn, now);
}
