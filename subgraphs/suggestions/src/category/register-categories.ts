import type { Clock } from '@lianxin/calendar';
import type { Db } from '@lianxin/database';
import { register, type RegistrationCounts, registrationStatement } from '@lianxin/workflow';
import { type CategoryInput, categoryPaths } from './category-paths.js';
import { categoriesByCode } from './category.sql.js';

const insertCategories = registrationStatement('suggestions', 'category', 'code');

/**
 * Registers categories in bulk (分类目录入库), parents in any order. Idempotent by code: a known category keeps its name
 * and its place, and a second run with the same list adds nothing. A code given twice counts once.
 * @throws AppError INVALID_INPUT for an unknown parent, a circle or a fourth level; then nothing is registered
 */
export async function registerCategories(
  { db, clock }: { readonly db: Db; readonly clock: Clock },
  inputs: readonly CategoryInput[],
): Promise<RegistrationCounts> {
  const now = clock.now();
  const mentioned = new Set(inputs.flatMap(({ code, parentCode }) => (parentCode ? [code, parentCode] : [code])));
  const registered = await db.query(categoriesByCode, [[...mentioned]]);
  const known = new Map(registered.map((category) => [category.code, category.pathCodes]));
  // What is known already keeps its place, so its children go there too, whatever the list says now.
  const fresh = inputs.filter(({ code }) => !known.has(code));
  const paths = categoryPaths(fresh, known);
  const rows = [...new Map(fresh.map((input) => [input.code, input])).values()].map(({ code, name, parentCode }) => {
    const path = paths.get(code) ?? [];
    return { code, name, parent_code: parentCode ?? null, level: path.length, path, created_at: now };
  });
  const { added } = await register(
    db,
    {
      insert: insertCategories,
      recordOf: ({ code, name, parent_code, level }: (typeof rows)[number]) => ({
        aggregateType: 'category',
        aggregateId: code,
        payload: { code, name, parentCode: parent_code, level },
        topics: [`category:${code}`],
      }),
    },
    rows,
    now,
  );
  return { added, unchanged: new Set(inputs.map(({ code }) => code)).size - added };
}
