import type { Sql } from '@lianxin/database';
import type { indexPolicySaved, LoggedEvent } from '@lianxin/events';
import { canonicalJson } from '../core/canonical-json.js';
import { dayAfter } from '../core/index-period.js';
import { type IndexPolicy, indexPolicySchema, type PolicyVersion } from '../core/index-policy.js';
import { rulesOfRow } from './deputy-store.js';
import { deputiesWithMandates, type DeputyRow, everyDeputy, putPolicy } from './deputy.sql.js';
import { recountDeputies, takeTurn } from './recount.js';

type Saved = LoggedEvent<ReturnType<typeof indexPolicySaved.read>['payload']>;

/** What of a policy decides how an event counts; the rest only weighs and shows what was counted. */
function countingPart({ discovery, attribution, jointCredit, minNoticeHours, exclusions }: IndexPolicy): string {
  return canonicalJson({ discovery, attribution, jointCredit, minNoticeHours, exclusions: [...exclusions].sort() });
}

/**
 * Days at which a deputy's policy can change: where a version begins, and, since a cohort can ask for a term, where a
 * mandate begins or is over. Between two of them the rules are the same.
 */
function turningDays(policies: readonly PolicyVersion[], mandates: DeputyRow['mandates']): Set<string> {
  const days = [
    ...policies.map(({ policy }) => policy.effectiveFrom),
    ...mandates.flatMap(({ from, to }) => [from, to && dayAfter(to)]),
  ];
  return new Set(days.filter((day) => day !== null));
}

/** Deputies, a statement each time. */
const pageSize = 500;

/** Takes a version of a policy, and counts anew for those for whom an event counts otherwise by it on some day. */
export async function takePolicy(tx: Sql, event: Saved): Promise<string[]> {
  const before = await takeTurn(tx, event.position);
  const { policyId, version, hash, policy: given } = event.payload;
  const policy = indexPolicySchema.parse(given);
  if (before.some((known) => known.policy.policyId === policyId && known.version === version)) return [];
  const saved = [policyId, version, JSON.stringify(policy), hash, event.position, event.occurredAt];
  await tx.query(putPolicy, saved);
  const after = [...before, { policy, version, hash }];
  const ids = (await tx.query(everyDeputy)).map(({ id }) => id);
  const changed: string[] = [];
  for (let first = 0; first < ids.length; first += pageSize) {
    const rows = await tx.query(deputiesWithMandates, [ids.slice(first, first + pageSize)]);
    const concerned = rows.filter((row) => {
      const [old, now] = [rulesOfRow(row, before), rulesOfRow(row, after)];
      return [...turningDays(after, row.mandates)].some(
        (day) => countingPart(old.on(day).policy) !== countingPart(now.on(day).policy),
      );
    });
    changed.push(
      ...(await recountDeputies(
        tx,
        concerned.map(({ id }) => id),
        event.position,
      )),
    );
  }
  return changed;
}
