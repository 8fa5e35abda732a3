import DataLoader from 'dataloader';

/**
 * A loader of one row per key for the length of one fetch: `load` gathers the keys of a tick, `fetch` answers them in
 * any order with one statement, and each caller gets its own row or null.
 */
export function rowLoader<Row>(
  fetch: (keys: readonly string[]) => Promise<readonly Row[]>,
  keyOf: (row: Row) => string,
): DataLoader<string, Row | null> {
  return new DataLoader<string, Row | null>(async (keys) => {
    const rows = new Map((await fetch(keys)).map((row) => [keyOf(row), row]));
    return keys.map((key) => rows.get(key) ?? null);
  });
}

/** A loader of many rows per key, in the order in which the statement returned them. */
export function rowsLoader<Row>(
  fetch: (keys: readonly string[]) => Promise<readonly Row[]>,
  keyOf: (row: Row) => string,
): DataLoader<string, Row[]> {
  return new DataLoader<string, Row[]>(async (keys) => {
    const grouped = new Map<string, Row[]>(keys.map((key) => [key, []]));
    for (const row of await fetch(keys)) grouped.get(keyOf(row))?.push(row);
    return keys.map((key) => grouped.get(key) ?? []);
  });
}

/**
 * Loaders that depend on arguments as well as on a key: one loader for each distinct set of arguments, so that a list
 * field selected for fifty parents with the same arguments is still one statement.
 */
export function loaderPerArguments<Args, Value>(
  create: (args: Args) => DataLoader<string, Value>,
): (key: string, args: Args) => Promise<Value> {
  const loaders = new Map<string, DataLoader<string, Value>>();
  return (key, args) => {
    const name = JSON.stringify(args);
    let loader = loaders.get(name);
    if (!loader) loaders.set(name, (loader = create(args)));
    return loader.load(key);
  };
}
