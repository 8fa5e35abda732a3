import { type NamedStatement, statement } from '@lianxin/database';

/** Conditions of a list by the filter field that asks for them; `?` stands for the field's value. */
export type Conditions<Field extends string> = Readonly<Record<Field, string>>;

/** A statement with the values that its conditions need, to be put behind the fixed ones. */
export interface FilteredStatement<Row> {
  readonly statement: NamedStatement<Row>;
  readonly values: readonly unknown[];
}

/**
 * The statement of a list for the filter fields that are given. Every combination has a name and a plan of its own: one
 * text with `$1 is null or …` would share a plan that fits no filter.
 * @param fixed how many parameters the text has before those of the conditions.
 */
export function filteredStatement<Row, Field extends string>(
  name: string,
  fixed: number,
  conditions: Conditions<Field>,
  filter: { readonly [F in Field]?: unknown },
  text: (where: string) => string,
): FilteredStatement<Row> {
  const fields = (Object.keys(conditions) as Field[]).filter(
    (field) => filter[field] !== undefined && filter[field] !== null,
  );
  const wheres = fields.map((field, index) => conditions[field].replaceAll('?', `$${fixed + index + 1}`));
  const where = ['true', ...wheres].join(' and ');
  return {
    statement: statement<Row>([name, ...fields].join('_').toLowerCase(), text(where)),
    values: fields.map((field) => filter[field]),
  };
}
