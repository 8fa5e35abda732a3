import { statement } from '@lianxin/database';
import { AppError } from '@lianxin/errors';
import { isUuid, type PageRequest } from '@lianxin/subgraph-kit';
import type { UnitLevel } from '../handling-unit/unit-level.js';
import type { DispatchRule } from './dispatch-rule.entity.js';

const columns = `r.id, r.category_code as "categoryCode", r.unit_id as "unitId", r.level, r.priority, r.note,
  r.created_at as "createdAt"`;

const filtered = `($1::text is null or r.category_code = $1) and ($2::text is null or r.unit_id::text = $2)
  and ($3::text is null or r.level = $3)`;

/**
 * The rule behind which a page starts (category, priority, id), as three values of a statement.
 * @throws AppError INVALID_CURSOR for a cursor of another list
 */
export function cursorValues(after: PageRequest['after']): readonly (string | number | null)[] {
  if (after === null) return [null, null, null];
  const [category, priority, id] = after;
  const fits = typeof category === 'string' && Number.isInteger(priority) && isUuid(id);
  if (!fits) throw new AppError('INVALID_CURSOR');
  return after;
}

/** Plan: walks the index on (category, priority, id) from the cursor on and stops at the limit. */
export const dispatchRulePage = statement<DispatchRule>(
  'suggestions_dispatch_rule_page',
  `select ${columns} from dispatch_rule r
   where ${filtered} and ($4::text is null or (r.category_code, r.priority, r.id) > ($4, $5::int, $6::uuid))
   order by r.category_code, r.priority, r.id limit $7`,
);

/** Plan: a scan of the catalogue. */
export const dispatchRuleCount = statement<{ count: number }>(
  'suggestions_dispatch_rule_count',
  `select count(*)::int as count from dispatch_rule r where ${filtered}`,
);

/** A unit that the catalogue names for a matter. */
export interface CataloguedUnit {
  readonly unitId: string;
  readonly level: UnitLevel;
  readonly priority: number;
  /** Category of the rule: the matter's own or one above it. */
  readonly categoryCode: string;
}

/**
 * The units that the catalogue names for a category in a place: the rules of the category and of those above it, whose
 * unit works for the place's region or one above it. The closest category first, then priority, then the nearest region.
 * Plan: the category by its key, its two or three ancestors' rules by index, each one's unit by its key; a sort of few.
 */
export const unitsForMatter = statement<CataloguedUnit>(
  'suggestions_units_for_matter',
  `select r.unit_id as "unitId", r.level, r.priority, r.category_code as "categoryCode"
   from category c
   join dispatch_rule r on r.category_code = any(c.path)
   join handling_unit u on u.id = r.unit_id
   where c.code = $1 and u.region_code = any($2::text[])
   order by array_position(c.path, r.category_code) desc, r.priority, array_position($2::text[], u.region_code) desc, u.code`,
);
