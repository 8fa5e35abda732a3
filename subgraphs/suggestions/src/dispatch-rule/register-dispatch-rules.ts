import type { Clock } from '@lianxin/calendar';
import type { Db } from '@lianxin/database';
import { register, type RegistrationCounts, registrationStatement, uuidV7 } from '@lianxin/workflow';
import type { UnitLevel } from '../handling-unit/unit-level.js';

/** A line of the dispatch catalogue to register. */
export interface DispatchRuleInput {
  readonly categoryCode: string;
  readonly unitId: string;
  readonly level: UnitLevel | `${UnitLevel}`;
  /** Lower comes first. */
  readonly priority: number;
  readonly note?: string | null;
}

const insertDispatchRules = registrationStatement('suggestions', 'dispatch_rule', 'id');

/**
 * Registers lines of the dispatch catalogue in bulk (派单目录入库). Idempotent by category and unit: a known pair is left
 * as it is. Categories and units must be registered before.
 */
export function registerDispatchRules(
  { db, clock }: { readonly db: Db; readonly clock: Clock },
  rules: readonly DispatchRuleInput[],
): Promise<RegistrationCounts> {
  const now = clock.now();
  const rows = rules.map(({ categoryCode, unitId, level, priority, note }) => ({
    id: uuidV7(now),
    category_code: categoryCode,
    unit_id: unitId,
    level,
    priority,
    note: note ?? null,
    created_at: now,
  }));
  return register(
    db,
    {
      insert: insertDispatchRules,
      recordOf: ({ id, category_code, unit_id, level, priority }: (typeof rows)[number]) => ({
        aggregateType: 'dispatch_rule',
        aggregateId: id,
        payload: { id, categoryCode: category_code, unitId: unit_id, level, priority },
        topics: [`category:${category_code}`],
      }),
    },
    rows,
    now,
  );
}
