import { createHash } from 'node:crypto';
import { type NamedStatement, type Sql, statement } from '@lianxin/database';
import type { PageRequest } from '@lianxin/subgraph-kit';
import { type Light, OrderDirection, type SuggestionOrderField, statusesIn } from './suggestion.enums.js';
import type { SuggestionFilter, SuggestionOrder } from './suggestion.inputs.js';
import type { Visibility } from './suggestion.policy.js';
import { suggestionColumns, type SuggestionState } from './suggestion.state.js';
import { Values, visibilitySql } from './suggestion-visibility.sql.js';

/** What a list hangs on; `key` is a row of the parents, as text. */
export type ListParent = 'station' | 'region' | 'unit' | 'account' | 'all';

const parentCondition: Readonly<Record<ListParent, string>> = {
  station: 's.station_id = p.key::uuid',
  region: 's.region_path @> array[p.key]',
  unit: 's.lead_unit_id = p.key::uuid',
  account: 's.constituent_account_id = p.key',
  all: 'true',
};

const orderExpression: Readonly<Record<SuggestionOrderField, string>> = {
  DUE_AT: `coalesce(s.due_at, 'infinity'::timestamptz)`,
  COLLECTED_AT: 's.collected_at',
  UPDATED_AT: 's.updated_at',
};

/** A list of suggestions under each of some parents. */
export interface SuggestionList {
  readonly parent: ListParent;
  readonly keys: readonly string[];
  readonly filter: SuggestionFilter;
  readonly visibility: Visibility;
  readonly now: Date;
}

/** A statement with its values, ready to run. */
export type Runnable<Row> = (sql: Sql) => Promise<Row[]>;

/** Text as a LIKE pattern that finds it anywhere and nothing else. */
const containing = (text: string): string => `%${text.replace(/[\\%_]/g, '\\$&')}%`;

function lightSql(lights: readonly Light[], now: string): string {
  const midway = 's.clock_started_at + (s.due_at - s.clock_started_at) / 2';
  const conditions: Record<Light, string> = {
    GREEN: `${now} < ${midway}`,
    YELLOW: `${now} >= ${midway} and ${now} < s.due_at`,
    RED: `${now} >= s.due_at`,
  };
  const any = lights.map((light) => `(${conditions[light]})`).join(' or ');
  return `s.status <> 'REPLIED' and (${any || 'false'})`;
}

function filterSql(filter: SuggestionFilter, now: Date, values: Values): string[] {
  const {
    status,
    stage,
    light,
    rating,
    categoryCode,
    regionCode,
    unitId,
    representativeId,
    collectedFrom,
    collectedTo,
    text,
  } = filter;
  return [
    status && `s.status = any(${values.add(status, 'text[]')})`,
    stage && `s.status = any(${values.add(statusesIn(stage), 'text[]')})`,
    light && lightSql(light, values.add(now, 'timestamptz')),
    rating && `s.rating = any(${values.add(rating, 'text[]')})`,
    categoryCode &&
      `s.category_code in (select c.code from suggestions.category c where c.path @> array[${values.add(categoryCode, 'text')}])`,
    regionCode && `s.region_path @> array[${values.add(regionCode, 'text')}]`,
    unitId && `s.lead_unit_id = ${values.add(unitId, 'uuid')}`,
    representativeId && `s.representative_id = ${values.add(representativeId, 'uuid')}`,
    collectedFrom && `s.collected_at >= ${values.add(`${collectedFrom}T00:00:00+08:00`, 'timestamptz')}`,
    collectedTo && `s.collected_at < ${values.add(`${collectedTo}T00:00:00+08:00`, 'timestamptz')} + interval '1 day'`,
    text && `(s.title ilike ${values.add(containing(text), 'text')} or s.number = ${values.add(text, 'text')})`,
  ].filter((condition): condition is string => Boolean(condition));
}

/** Filters make many shapes of one statement; only those that screens use every day are kept prepared. */
const mostNamedShapes = 200;
const namedShapes = new Map<string, NamedStatement<never>>();

function runnable<Row>(kind: string, text: string, values: readonly unknown[]): Runnable<Row> {
  let shape = namedShapes.get(text) as NamedStatement<Row> | undefined;
  if (!shape && namedShapes.size < mostNamedShapes) {
    const digest = createHash('sha256').update(text).digest('hex').slice(0, 12);
    shape = statement<Row>(`suggestion_${kind}_${digest}`, text);
    namedShapes.set(text, shape as NamedStatement<never>);
  }
  const named = shape;
  return named ? (sql) => sql.query(named, values) : (sql) => sql.queryText<Row>(text, values);
}

/**
 * A page under each parent: `first + 1` rows in the order, behind the cursor.
 * Plan: for each parent one index range scan of suggestion_station_due (or the parent's like) that stops at the limit.
 */
export function suggestionPageSql(
  list: SuggestionList,
  page: PageRequest,
  order: SuggestionOrder,
): Runnable<SuggestionState & { parent_key: string }> {
  const values = new Values();
  const keys = values.add(list.keys, 'text[]');
  const expression = orderExpression[order.field];
  const [operator, direction] = order.direction === OrderDirection.ASC ? ['>', 'asc'] : ['<', 'desc'];
  const conditions = [
    parentCondition[list.parent],
    visibilitySql(list.visibility, values),
    ...filterSql(list.filter, list.now, values),
    ...(page.after
      ? [
          `(${expression}, s.id) ${operator} (${values.add(page.after[0], 'timestamptz')}, ${values.add(page.after[1], 'uuid')})`,
        ]
      : []),
  ];
  const text = `select p.key as parent_key, page.* from unnest(${keys}) as p(key)
    cross join lateral (
      select ${suggestionColumns} from suggestions.suggestion s
      where ${conditions.join(' and ')}
      order by ${expression} ${direction}, s.id ${direction}
      limit ${values.add(page.first + 1, 'int')}) page`;
  return runnable('page', text, values.list);
}

/** The exact number under each parent. Plan: for each parent one index (only) scan of its range. */
export function suggestionCountSql(list: SuggestionList): Runnable<{ parent_key: string; count: number }> {
  const values = new Values();
  const keys = values.add(list.keys, 'text[]');
  const conditions = [
    parentCondition[list.parent],
    visibilitySql(list.visibility, values),
    ...filterSql(list.filter, list.now, values),
  ];
  const text = `select p.key as parent_key, total.count from unnest(${keys}) as p(key)
    cross join lateral (select count(*) as count from suggestions.suggestion s where ${conditions.join(' and ')}) total`;
  return runnable('count', text, values.list);
}
