import type { Sql } from '@lianxin/database';
import type { Client } from 'pg';

/** When COMMIT was sent, and when it had returned, on this process's clock. */
export interface Committed {
  readonly sent: number;
  readonly returned: number;
}

/** A transaction whose COMMIT is timed. */
export async function timedCommit<Written>(
  client: Client,
  write: (tx: Sql) => Promise<Written>,
): Promise<Committed & { readonly written: Written }> {
  const run = async <Row>(text: string, values?: readonly unknown[], name?: string): Promise<Row[]> =>
    (await client.query({ text, values: values && [...values], ...(name && { name }) })).rows as Row[];
  await client.query('begin');
  const written = await write({
    query: ({ name, text }, values) => run(text, values, name),
    queryText: (text, values) => run(text, values),
  });
  const sent = performance.now();
  await client.query('commit');
  return { written, sent, returned: performance.now() };
}
