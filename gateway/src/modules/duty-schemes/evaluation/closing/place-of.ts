import type { Sql } from '@lianxin/database';
import type { IndexPeriod } from '../../../duty-index/core/index-period.js';
import { type EvaluatedRow, findEvaluated } from '../evaluation.sql.js';
import type { GroupPlace } from '../group-place.js';
import { evaluationById, findEvaluation, frozenAmong } from './closing.sql.js';

/** Where somebody's result of a period is: the group that it was frozen with, or else the group they are in. */
export async function placeOf(
  sql: Sql,
  schemeId: string,
  subjectId: string,
  { kind, start }: IndexPeriod,
): Promise<GroupPlace | null> {
  const [frozen] = await sql.query(frozenAmong, [schemeId, kind, start, [subjectId]]);
  const [closed] = frozen ? await sql.query(evaluationById, [frozen.evaluation_id]) : [];
  if (closed) return { groupCode: closed.group_code, region: closed.region_code };
  const [subject] = await sql.query(findEvaluated, [schemeId, subjectId]);
  return subject ? { groupCode: subject.group_code, region: subject.region_code } : null;
}

/** Whether no judgement of somebody is taken for a period any more: they are frozen, or their group is. */
export async function isClosedFor(sql: Sql, subject: EvaluatedRow, { kind, start }: IndexPeriod): Promise<boolean> {
  const { scheme_id: schemeId, subject_id: id, group_code: groupCode, region_code: region } = subject;
  const [frozen] = await sql.query(frozenAmong, [schemeId, kind, start, [id]]);
  if (frozen) return true;
  return (await sql.query(findEvaluation, [schemeId, kind, start, groupCode, region])).length > 0;
}
