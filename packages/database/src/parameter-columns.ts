/** A column that a statement fills with a parameter: its name and its type. */
export type ParameterColumn<Name extends string = string> = readonly [name: Name, type: string];

/** Columns as a statement lists them: `event_id, type, …`. */
export const namesOf = (columns: readonly ParameterColumn[]): string => columns.map(([name]) => name).join(', ');

/** A parameter for each column from `$first` on, with its type: `$5::uuid, $6::text, …`. */
export const parametersOf = (columns: readonly ParameterColumn[], first: number): string =>
  columns.map(([, type], index) => `$${first + index}::${type}`).join(', ');
