import type { Client } from 'pg';
import { recount } from './plain.sql.js';

interface PlainRow {
  readonly who: string;
  readonly claimed: number | null;
  readonly offered: number | null;
  readonly found: number | null;
  readonly findable: number | null;
  readonly mended: number | null;
  readonly due: number | null;
  readonly score: number | null;
}

/** What plain SQL says of every deputy: above and below the line of each rate, and the score in hundredths, as JSON. */
export async function plainCounts(plain: Client, days: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const { rows } = await plain.query<PlainRow>(recount, [...days, null]);
  return new Map(
    rows.map(({ who, claimed, offered, found, findable, mended, due, score }) => [
      who,
      JSON.stringify([
        ...[claimed, offered, found, findable, mended, due].map((count) => count ?? 0),
        score === null ? null : Math.round(score * 100),
      ]),
    ]),
  );
}
