/** How a state's properties are the columns of its table. */
export interface RecordColumns<State> {
  /** The columns in the order of the properties. */
  readonly names: readonly string[];
  /** The select list under an alias, each column by the name of its property. */
  readonly select: (alias: string) => string;
  /** A row, by the names of its columns, as the state. */
  readonly stateOf: (row: Readonly<Record<string, unknown>>) => State;
  /** The state as a row for `jsonb_populate_record`. */
  readonly rowOf: (state: State) => Record<string, unknown>;
}

const columnOf = (property: string): string => property.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** The columns of a table whose names are the state's properties in snake case. */
export function recordColumns<State extends object>(
  properties: readonly (keyof State & string)[],
): RecordColumns<State> {
  const pairs = properties.map((property) => [property, columnOf(property)] as const);
  return {
    names: pairs.map(([, column]) => column),
    select: (alias) => pairs.map(([property, column]) => `${alias}.${column} as "${property}"`).join(', '),
    stateOf: (row) => Object.fromEntries(pairs.map(([property, column]) => [property, row[column]])) as State,
    rowOf: (state) => Object.fromEntries(pairs.map(([property, column]) => [column, state[property]])),
  };
}
