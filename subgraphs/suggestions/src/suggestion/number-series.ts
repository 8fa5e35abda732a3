import { businessDate } from '@lianxin/calendar';
import { type Sql, statement } from '@lianxin/database';

/** Hands out numbers for people: `L`, the day of collection, a running number. Unique; gaps mean nothing. */
export interface NumberSeries {
  next(collectedAt: Date): Promise<string>;
}

const blockSize = 32;

const nextBlock = statement<{ value: number }>(
  'suggestion_number_block',
  `select nextval('suggestions.suggestion_number') as value from generate_series(1, ${blockSize})`,
);

/** Takes numbers from the sequence in blocks, so that a number rarely costs a statement of its own. */
export function createNumberSeries(sql: Sql): NumberSeries {
  const left: number[] = [];
  return {
    async next(collectedAt) {
      // Another caller may empty the block while this one waits for its own; each takes what it then finds.
      while (left.length === 0) left.push(...(await sql.query(nextBlock)).map(({ value }) => value));
      const day = businessDate(collectedAt).replaceAll('-', '');
      return `L${day}-${String(left.shift()).padStart(6, '0')}`;
    },
  };
}
