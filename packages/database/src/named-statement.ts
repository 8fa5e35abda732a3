/** A statement the server parses once per connection and then knows by its name. `Row` is the shape of what it returns. */
export interface NamedStatement<Row> {
  readonly name: string;
  readonly text: string;
  /** Never set: it only carries the row type. */
  readonly rowType?: Row;
}

const texts = new Map<string, string>();

/** PostgreSQL cuts identifiers at 63 bytes, and two cut names would meet in one prepared statement. */
const longestName = 63;

/**
 * Declares a named statement. One name stands for one text in the whole process: a second text under the same name is
 * a mistake that would otherwise show only on a connection that has seen the first.
 */
export function statement<Row>(name: string, text: string): NamedStatement<Row> {
  if (name.length === 0 || Buffer.byteLength(name) > longestName) {
    throw new RangeError(`A statement's name has 1 to ${String(longestName)} bytes: "${name}"`);
  }
  const known = texts.get(name);
  if (known !== undefined && known !== text) throw new Error(`Two texts for the named statement "${name}"`);
  texts.set(name, text);
  return { name, text };
}
