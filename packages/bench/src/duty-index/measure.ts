import { openDb } from '@lianxin/database';
import { type BoardRow, Boards, PeriodKind, periodStarting } from '@lianxin/gateway';
import { median } from '../load/latencies.js';
import { plainCounts } from './answers.js';
import { recount, resum } from './plain.sql.js';
import { countOnce, findingChanges, inspectionChanges, type Touched } from './update.js';
import type { IndexWorld } from './world.js';

/** Milliseconds, round by round. */
export type Rounds = readonly number[];

/** A contender of one world: something that takes time. */
export interface Contender {
  readonly name: string;
  readonly isOwn: boolean;
  /** Name of the plain SQL that counts the same, in the same rounds. */
  readonly against: string;
  /** Does it once; returns milliseconds. */
  once(round: number): Promise<number>;
}

const year = periodStarting(PeriodKind.YEAR, '2026-01-01');
const cohort = 'default';
/** Of all deputies: an office reads the members of its region. */
const region = '330700000000';
const pageSize = 100;

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

/** Looks at what a page shows of its members. */
async function page(boards: Boards, limit: number): Promise<number> {
  const board = year && (await boards.page(cohort, year, { isRanked: false, after: null, limit, region }));
  let shown = 0;
  for (const { standing } of board?.rows ?? []) shown += standing.rates.length;
  if (shown === 0) throw new Error('An empty board');
  return shown;
}

/** Everything that is measured in a world. `small` has the same deputies and a short history. */
export async function contendersOf(world: IndexWorld, small: IndexWorld): Promise<Contender[]> {
  const { db, plain, members } = world;
  const boards = new Boards(db);
  /** As after a rebuild: no board is kept. */
  const forget = (): Promise<unknown> => db.queryText('delete from duty_index.board');
  /** As if an event had just changed something for one deputy. */
  const touch = (round: number): Promise<unknown> =>
    db.queryText(
      `update duty_index.touched set position = (select max(position) + 1 from duty_index.touched)
       where representative_id = $1`,
      [`D${1 + (round % members)}`],
    );
  const days = [year?.start, year?.end];
  const one = (round: number): string => `D${1 + (round % members)}`;
  const update = async (of: IndexWorld, change: typeof findingChanges, round: number): Promise<number> => {
    const event = await change(of, 1 + round);
    return (await countOnce(of, event)).ms;
  };
  const everybody = 'recount of everybody';
  const single = 'recount of one deputy';
  return [
    {
      name: everybody,
      isOwn: false,
      against: everybody,
      once: () => timed(() => plain.query(recount, [...days, null])),
    },
    {
      name: 'sum of what is counted',
      isOwn: false,
      against: everybody,
      once: () => timed(() => plain.query(resum, [...days, null])),
    },
    {
      name: 'board, first ever, a page of 100',
      isOwn: true,
      against: everybody,
      once: async () => {
        await forget();
        return timed(() => page(boards, pageSize));
      },
    },
    {
      name: 'board, after an event, a page of 100',
      isOwn: true,
      against: everybody,
      once: async (round) => {
        await touch(round);
        return timed(() => page(boards, pageSize));
      },
    },
    {
      name: 'board, cold, a page of 100',
      isOwn: true,
      against: everybody,
      once: async () => {
        await using fresh = await openDb({ url: world.url, schema: 'duty_index' });
        return await timed(() => page(new Boards(fresh), pageSize));
      },
    },
    {
      name: 'board, again, a page of 100',
      isOwn: true,
      against: everybody,
      once: () => timed(() => page(boards, pageSize)),
    },
    {
      name: 'board, again, all members',
      isOwn: true,
      against: everybody,
      once: () => timed(() => page(boards, members)),
    },
    {
      name: single,
      isOwn: false,
      against: single,
      once: (round) => timed(() => plain.query(recount, [...days, one(round)])),
    },
    {
      name: 'an inspection changes',
      isOwn: true,
      against: single,
      once: (round) => update(world, inspectionChanges, round),
    },
    {
      name: 'the same, short history',
      isOwn: true,
      against: single,
      once: (round) => update(small, inspectionChanges, round),
    },
    { name: 'a finding changes', isOwn: true, against: single, once: (round) => update(world, findingChanges, round) },
    {
      name: 'the same, short history ',
      isOwn: true,
      against: single,
      once: (round) => update(small, findingChanges, round),
    },
  ];
}

/** Times of everybody in rounds whose order is turned round from one to the next; the first round is a warm-up. */
export async function measureRounds(
  contenders: readonly Contender[],
  rounds: number,
  progress: (text: string) => void,
): Promise<ReadonlyMap<Contender, Rounds>> {
  const measured = new Map<Contender, number[]>(contenders.map((each) => [each, []]));
  for (let round = 0; round <= rounds; round += 1) {
    for (const contender of round % 2 === 1 ? contenders : contenders.toReversed()) {
      const ms = await contender.once(round);
      if (round > 0) measured.get(contender)?.push(ms);
    }
    progress(`round ${round} of ${rounds}`);
  }
  return measured;
}

/** What one event costs beside time: the median of some updates. */
export async function costOfUpdates(world: IndexWorld, change: typeof findingChanges): Promise<Touched> {
  const seen: Touched[] = [];
  for (let affair = 1; affair <= 9; affair += 1) seen.push(await countOnce(world, await change(world, affair)));
  return {
    statements: median(seen.map(({ statements }) => statements)),
    rowsRead: median(seen.map(({ rowsRead }) => rowsRead)),
    rowsWritten: median(seen.map(({ rowsWritten }) => rowsWritten)),
  };
}

/** Everybody on the board. Throws unless plain SQL and the board say the same of them. */
export async function compareAnswers({ db, plain }: IndexWorld): Promise<readonly BoardRow[]> {
  const whole = { isRanked: false, after: null, limit: 1_000_000, region: null };
  const board = year && (await new Boards(db).page(cohort, year, whole));
  const expected = await plainCounts(plain, [year?.start ?? '', year?.end ?? '']);
  for (const { standing } of board?.rows ?? []) {
    const { representativeId, rates, score } = standing;
    const told = JSON.stringify([
      ...rates.flatMap(({ numerator, denominator }) => [Number(numerator.num), Number(denominator.num)]),
      score.hundredths,
    ]);
    const counted = expected.get(representativeId) ?? '[0,0,0,0,0,0,null]';
    if (told !== counted) throw new Error(`${representativeId}: the board says ${told}, plain SQL ${counted}`);
  }
  return board?.rows ?? [];
}
