import { AppError } from '@lianxin/errors';

/** A category to register. */
export interface CategoryInput {
  /** Unique in the installation; a category with a known code is left as it is. */
  readonly code: string;
  readonly name: string;
  /** Code of the category above; it may stand anywhere in the same list or be registered already. */
  readonly parentCode?: string | null;
}

const deepestLevel = 3;

/**
 * The path of each category, from the top down to its own code. Parents may come after their children.
 * @param known paths of registered categories that the list names as parents.
 * @throws AppError INVALID_INPUT for an unknown parent, a circle or a fourth level
 */
export function categoryPaths(
  inputs: readonly CategoryInput[],
  known: ReadonlyMap<string, readonly string[]>,
): ReadonlyMap<string, readonly string[]> {
  const byCode = new Map(inputs.map((input) => [input.code, input]));
  const paths = new Map<string, readonly string[]>();
  for (const { code } of inputs) {
    const path: string[] = [];
    for (let next: string | null = code; next !== null;) {
      const input: CategoryInput | undefined = byCode.get(next);
      const registered = known.get(next);
      if (!input && !registered) throw new AppError('INVALID_INPUT', { reason: `${code}: no parent ${next}` });
      path.unshift(...(input ? [next] : (registered ?? [])));
      // A circle runs past the deepest level as well.
      if (path.length > deepestLevel)
        throw new AppError('INVALID_INPUT', { reason: `${code}: level > ${deepestLevel}` });
      next = input?.parentCode ?? null;
    }
    paths.set(code, path);
  }
  return paths;
}
