import { type NamedStatement, statement } from '@lianxin/database';
import type { Ballot } from './ballot.entity.js';
import type { LivelihoodProject } from './project.entity.js';
import { unpublishedStatuses } from './project.policy.js';
import type { SatisfactionVote } from './satisfaction-vote.entity.js';

const columns = `p.id, p.number, p.name, p.year, p.region_code as "regionCode", p.region_path as "regionPath", p.status,
  p.planned_progress as "plannedProgress", p.actual_percent as "actualPercent", p.budget_fen::text as "budgetFen",
  p.lead_unit_id as "leadUnitId", p.lead_member_id as "leadMemberId", p.task_force_name as "taskForceName",
  p.task_force_member_ids::text[] as "taskForceMemberIds", p.ballot_id as "ballotId", p.for_count as "forCount",
  p.against_count as "againstCount", p.abstain_count as "abstainCount", p.adopted, p.accepted_on as "acceptedOn",
  p.accepted_by as "acceptedBy", p.acceptance_conclusion as "acceptanceConclusion", p.created_at as "createdAt"`;

const unpublished = unpublishedStatuses.map((status) => `'${status}'`).join(', ');

/** maySeeProject as a condition; $1 is the office's region. */
const visible = `(p.status not in (${unpublished}) or $1::text is not null and p.region_path @> array[$1::text])`;

/** $2 year, null where not asked for. */
const filtered = `${visible} and ($2::int is null or p.year = $2)`;

/** $3 year, $4 region, $5 number of the row before the page. The newest year first, then as in the list that was voted on. */
const behindCursor = `($3::int is null or p.year < $3 or p.year = $3 and (p.region_code, p.number) > ($4::text, $5::text))`;

const order = 'p.year desc, p.region_code, p.number';

/** Plan: one primary-key probe for each identifier. What is no UUID is nobody's identifier. The caller asks the policy. */
export const projectsById = statement<LivelihoodProject>(
  'projects_project_by_id',
  `select ${columns} from livelihood_project p
   where p.id = any(array(select k::uuid from unnest($1::text[]) k where pg_input_is_valid(k, 'uuid')))`,
);

/** Plan: walks the index on (year desc, region, number) from the cursor on and stops at the limit. $7 region or null. */
export const projectPage = statement<LivelihoodProject>(
  'projects_project_page',
  `select ${columns} from livelihood_project p
   where ${filtered} and ${behindCursor} and ($7::text is null or p.region_path @> array[$7::text])
   order by ${order} limit $6`,
);

/** Plan: a scan of the projects, of which a city with its counties has some hundreds a year. */
export const projectCount = statement<{ count: number }>(
  'projects_project_count',
  `select count(*)::int as count from livelihood_project p
   where ${filtered} and ($3::text is null or p.region_path @> array[$3::text])`,
);

/** What projects hang on in other subgraphs. */
export type ProjectParent = 'region' | 'representative' | 'unit';

const ofParent: Readonly<Record<ProjectParent, string>> = {
  region: 'p.region_path @> array[k.key]',
  representative: '(p.lead_member_id = k.key::uuid or p.task_force_member_ids @> array[k.key::uuid])',
  unit: 'p.lead_unit_id = k.key::uuid',
};

/** `offset 0` keeps the check before the cast. */
const keys = (parent: ProjectParent, place: string): string =>
  parent === 'region'
    ? `unnest(${place}::text[]) k(key)`
    : `(select key from unnest(${place}::text[]) key where pg_input_is_valid(key, 'uuid') offset 0) k`;

const pageUnder = (parent: ProjectParent): NamedStatement<LivelihoodProject & { parentKey: string }> =>
  statement(
    `projects_project_of_${parent}`,
    `select k.key as "parentKey", page.* from ${keys(parent, '$7')}
     cross join lateral (
       select ${columns} from livelihood_project p
       where ${ofParent[parent]} and ${filtered} and ${behindCursor}
       order by ${order} limit $6) page`,
  );

const countUnder = (parent: ProjectParent): NamedStatement<{ parentKey: string; count: number }> =>
  statement(
    `projects_project_counts_of_${parent}`,
    `select k.key as "parentKey", total.count from ${keys(parent, '$3')}
     cross join lateral (
       select count(*)::int as count from livelihood_project p where ${ofParent[parent]} and ${filtered}) total`,
  );

/** Plan: for each parent an index range (GIN for regions and task forces), a sort of what it holds, up to the limit. */
export const projectsOf = {
  region: pageUnder('region'),
  representative: pageUnder('representative'),
  unit: pageUnder('unit'),
} as const;

/** Plan: the same ranges, counted. */
export const projectCountsOf = {
  region: countUnder('region'),
  representative: countUnder('representative'),
  unit: countUnder('unit'),
} as const;

/** Plan: one primary-key probe for each ballot. */
export const ballotsById = statement<Ballot>(
  'projects_ballot_by_id',
  `select b.id, b.region_code as "regionCode", b.held_on as "heldOn", b.deputy_count as "deputyCount", b.seats, b.candidates
   from ballot b where b.id = any($1::uuid[])`,
);

/** Plan: for each project the last entry of its range of the primary key. */
export const latestSatisfaction = statement<SatisfactionVote>(
  'projects_latest_satisfaction',
  `select distinct on (v.project_id) v.project_id as "projectId", v.round, v.held_on as "heldOn",
     v.member_count as "memberCount", v.satisfied, v.basically_satisfied as "basicallySatisfied",
     v.not_satisfied as "notSatisfied"
   from satisfaction_vote v where v.project_id = any($1::uuid[]) order by v.project_id, v.round desc`,
);
