/** What a property of a row is read from, such as `r.parent_code`. */
export type Columns<Row> = Readonly<Record<keyof Row & string, string>>;

/** The select list of rows with these properties. */
export function selectList<Row>(columns: Columns<Row>, prefix = ''): string {
  const entries = Object.entries<string>(columns);
  return entries.map(([property, column]) => `${column} as "${prefix}${property}"`).join(', ');
}

/** Rows that a statement brings along with those that it is asked for. */
export interface Companion<Row> {
  /** For its select list, beside the columns of the row itself. */
  readonly selected: string;
  /** The row that came along; null where the join found none. */
  of(row: object): Row | null;
}

/**
 * The row that most who show another one show with it, such as the region of a station: joined to it, it costs less than a
 * statement of its own, which could only begin when the other had come back. Whoever reads it primes its loader with it.
 * @param name tells its columns from the other row's
 * @param key a property that no row lacks
 */
export function companion<Row extends object>(
  name: string,
  columns: Columns<Row>,
  key: keyof Row & string,
): Companion<Row> {
  const prefix = `${name}.`;
  const properties = Object.keys(columns);
  return {
    selected: selectList(columns, prefix),
    of(row) {
      const values = row as Readonly<Record<string, unknown>>;
      if (values[prefix + key] === null) return null;
      return Object.fromEntries(properties.map((property) => [property, values[prefix + property]])) as Row;
    },
  };
}
