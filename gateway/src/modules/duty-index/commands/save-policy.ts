import { appendToOutbox, indexPolicySaved, wakeRelay } from '@lianxin/events';
import { refuse } from '@lianxin/errors';
import type { Principal } from '@lianxin/subgraph-kit';
import { contentHash } from '../core/canonical-json.js';
import { dayBefore } from '../core/index-period.js';
import { checkPolicy, type GivenPolicy } from '../core/policy-faults.js';
import type { DutyIndexParts } from '../duty-index.context.js';
import { holdsCohort } from '../read/sight.js';
import { insertSaved, lockDecisions, newestSaved, publishedBehind } from './commands.sql.js';
import { type CommandOutcome, type KeyedCommand, runOnce } from './run-once.js';

/** Rules to save; `expectedVersion` is the newest one known, 0 for a new policy. */
export interface SavePolicyCommand extends KeyedCommand {
  readonly expectedVersion: number;
  readonly policy: GivenPolicy;
}

const how = { operation: 'saveIndexPolicy', table: 'saved_policy' };

/** Rules of an office that name no region are for that of the office: they reach nobody beyond it. */
function ofRegion(given: GivenPolicy, { regionCode }: Principal): GivenPolicy {
  const { cohort } = given;
  return { ...given, cohort: { ...cohort, regionCode: cohort.regionCode ?? regionCode ?? null } };
}

/**
 * Saves a version of the rules of an index (保存指数规则) and tells of it; the projection counts by it once it comes by the
 * log. Rules never reach back into a period that was published, nor beyond the region of the office that saves them.
 */
export async function savePolicy(
  parts: DutyIndexParts,
  principal: Principal,
  command: SavePolicyCommand,
): Promise<CommandOutcome> {
  const checked = checkPolicy(ofRegion(command.policy, principal));
  if ('refused' in checked) return checked;
  const { policy } = checked;
  const { policyId, effectiveFrom, cohort } = policy;
  const regions = cohort.regionCode === null ? [] : [cohort.regionCode];
  const outcome = await runOnce(parts, principal, how, command, async (tx, now) => {
    await tx.query(lockDecisions);
    if (!(await holdsCohort(tx, principal.regionCode, policyId, regions))) {
      return { refused: refuse('ROLE_NOT_PERMITTED') };
    }
    const current = (await tx.query(newestSaved, [policyId]))[0]?.version ?? 0;
    if (current !== command.expectedVersion) return { currentVersion: current };
    const end = (await tx.query(publishedBehind, [effectiveFrom, cohort.regionCode]))[0]?.end_day;
    if (end) return { refused: refuse('POLICY_PERIOD_CLOSED', { until: dayBefore(end) }) };
    const version = current + 1;
    const hash = contentHash(policy);
    const text = JSON.stringify(policy);
    const [row] = await tx.query(insertSaved, [policyId, version, text, hash, principal.accountId, now]);
    const saved = indexPolicySaved.create({
      aggregateType: 'index_policy',
      aggregateId: policyId,
      aggregateVersion: version,
      payload: { policyId, version, hash, policy: { ...policy } },
      topics: [],
      actor: { role: 'OFFICE_CLERK', accountId: principal.accountId, name: principal.displayName },
      occurredAt: now,
    });
    await appendToOutbox(tx, 'duty_index', [saved]);
    return { row: row ?? {} };
  });
  wakeRelay(parts.db);
  return outcome;
}
