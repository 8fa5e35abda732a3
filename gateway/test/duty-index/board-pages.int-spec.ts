import type { BoardPage, BoardRow, Member } from '../../src/modules/duty-index/read/board.js';
import { type BoardWorld, boardWorld, year } from './board-world.js';

let world: BoardWorld;
beforeAll(async () => {
  world = await boardWorld();
});
afterAll(() => world[Symbol.asyncDispose]());

async function oneByOne(isRanked: boolean, region: string | null = null): Promise<BoardRow[]> {
  const shown: BoardRow[] = [];
  for (let after: Member | null = null; ;) {
    const { rows }: BoardPage = await world.boards.page('default', year, { isRanked, after, limit: 1, region });
    const [row] = rows;
    if (!row) return shown;
    shown.push(row);
    after = { representativeId: row.standing.representativeId, code: row.code };
  }
}
const idOf = ({ standing }: BoardRow): string => standing.representativeId;

/** A region's members are those of the whole who live there, in the same order, with the same ranks, on whatever pages. */
async function expectPagesOfRegions(): Promise<void> {
  const paths = await world.db.queryText<{ id: string; code: string }>(
    'select id, unnest(region_path) as code from duty_index.deputy',
  );
  const regions = [...new Set(paths.map(({ code }) => code)), 'nowhere'];
  expect(regions.length).toBeGreaterThan(2);
  for (const region of regions) {
    const ids = paths.filter(({ code }) => code === region).map(({ id }) => id);
    for (const isRanked of [true, false]) {
      const whole = await world.wholeOf('default', isRanked);
      const rows = whole.rows.filter((row) => ids.includes(idOf(row)));
      expect(await world.boards.page('default', year, { isRanked, after: null, limit: 1_000, region })).toEqual(
        rows.length === 0
          ? expect.objectContaining({ seen: 0, rows: [], medianHundredths: null })
          : { ...whole, seen: rows.length, rows },
      );
      expect(await oneByOne(isRanked, region)).toEqual(rows);
    }
    const members = (await world.wholeOf('default')).rows.map(idOf).filter((id) => ids.includes(id));
    const roster = (await Array.fromAsync(world.boards.roster('default', year, 2, region))).flat();
    expect(roster.map(({ representativeId }) => representativeId)).toEqual(members);
  }
}

describe('a board, page by page', () => {
  it('pages in both orders, with the ranks of the whole', async () => {
    await world.leaveOneCohort();
    const whole = await world.wholeOf('default', true);
    expect(whole.rows.length).toBeGreaterThan(2);
    for (const isRanked of [true, false]) {
      expect(await oneByOne(isRanked)).toEqual((await world.wholeOf('default', isRanked)).rows);
    }
    for (const { rank, standing } of whole.rows) {
      const better = whole.rows.filter(
        (other) => other.rank !== null && (other.standing.score.hundredths ?? 0) > (standing.score.hundredths ?? 0),
      );
      if (rank !== null) expect(rank).toBe(better.length + 1);
    }
  });

  it('pages the members of a region, with the ranks of the whole', async () => {
    await world.leaveOneCohort();
    await expectPagesOfRegions();
  });

  it('takes a deputy who has moved to the pages of the other region, though nothing else has changed', async () => {
    const [moving] = await world.everyMember();
    await world.admin.queryText("update duty_index.deputy set region_path = array['elsewhere'] where id = $1", [
      moving,
    ]);
    await world.touch(moving);
    await expectPagesOfRegions();
    const { rows } = await world.boards.page('default', year, {
      isRanked: false,
      after: null,
      limit: 2,
      region: 'elsewhere',
    });
    expect(rows.map(idOf)).toEqual([moving]);
  });

  it('loses nobody between pages, of a region neither, when members have the same code', async () => {
    await world.leaveOneCohort();
    await world.admin.queryText("update duty_index.deputy set code = 'same'");
    await world.forget();
    const before = await world.everyMember();
    expect(before.length).toBeGreaterThan(2);
    for (const isRanked of [true, false]) {
      const shown = (await oneByOne(isRanked)).map(({ standing }) => standing.representativeId);
      expect(shown.toSorted()).toEqual(before.toSorted());
    }
    const roster: Member[] = [];
    for await (const some of world.boards.roster('default', year, 2)) roster.push(...some);
    expect(roster).toHaveLength(before.length);
    expect(new Set(roster.map(({ representativeId }) => representativeId))).toEqual(new Set(before));
    await expectPagesOfRegions();
  });
});
