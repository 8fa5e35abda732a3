import { businessDate } from '@lianxin/calendar';
import {
  claimPoints,
  correctPoints,
  decidePointsClaim,
  type DutySchemesParts,
  examplePointsScheme,
  savePointsScheme,
} from '@lianxin/gateway';
import { demoDeputy } from '../directory/deputies-plan.js';
import { monthBefore } from './demo-months.js';
import { claimsMade } from './scheme-records.sql.js';
import { deputyAs, office, stands } from './scheme-people.js';

const dayMs = 86_400_000;

/** What the demonstration's deputy claims; all invented. The last one waits for the office. */
const claims = [
  { daysAgo: 24, ruleCode: 'OUTREACH', evidence: '代表法宣讲签到表与照片 2 张', fate: 'CORRECTED' },
  { daysAgo: 17, ruleCode: 'ASSISTANCE', evidence: '帮扶走访记录', fate: 'APPROVED' },
  { daysAgo: 11, ruleCode: 'OUTREACH', evidence: '与本职培训重复的宣讲', fate: 'REJECTED' },
  { daysAgo: 2, ruleCode: 'ASSISTANCE', evidence: '困难家庭走访记录', fate: 'WAITING' },
] as const;

/**
 * Begins a points ledger five months back, so that what was done since has given points, and claims what no event knows.
 * What an interrupted run did already stands.
 */
export async function installPoints(parts: DutySchemesParts, anchor: Date): Promise<void> {
  const { schemeId } = examplePointsScheme;
  const scheme = { ...examplePointsScheme, effectiveFrom: monthBefore(anchor, 5) };
  const begin = { idempotencyKey: 'demo points scheme', expectedVersion: 0, scheme };
  await stands(begin.idempotencyKey, savePointsScheme(parts, office, begin));
  for (const [index, { daysAgo, ruleCode, evidence, fate }] of claims.entries()) {
    const idempotencyKey = `demo points claim ${index + 1}`;
    const day = businessDate(new Date(anchor.getTime() - daysAgo * dayMs));
    const known = await parts.db.query(claimsMade, [demoDeputy.id, evidence]);
    const claim = { idempotencyKey, schemeId, ruleCode, day, evidence };
    if (known.length === 0) await stands(idempotencyKey, claimPoints(parts, deputyAs(demoDeputy), claim));
    if (fate === 'WAITING') continue;
    const [made] = await parts.db.query(claimsMade, [demoDeputy.id, evidence]);
    const [approved, reason] = [fate !== 'REJECTED', fate === 'REJECTED' ? '与本职工作重复,不予计分' : ''];
    const decision = { idempotencyKey: `${idempotencyKey} decide`, claimId: made?.id ?? '', expectedVersion: 1 };
    await stands(decision.idempotencyKey, decidePointsClaim(parts, office, { ...decision, approved, reason }));
    if (fate !== 'CORRECTED') continue;
    const [entered] = await parts.db.query(claimsMade, [demoDeputy.id, evidence]);
    const correction = { entryId: entered?.entryId ?? '', expectedVersion: 1, points: -1, reason: '半场宣讲,核减' };
    const key = `${idempotencyKey} correct`;
    await stands(key, correctPoints(parts, office, { idempotencyKey: key, ...correction }));
  }
}
