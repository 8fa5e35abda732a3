import { type DutyWorld, dutyWorld } from './duty-world.js';
import type { Json } from './representatives-harness.js';

const nested = 'status version availableActions { action } timeline(first: 2) { totalCount edges { node { action } } }';

/** What hangs on many parents, and how many statements may answer it, whatever their number. */
const documents: [string, string, number][] = [
  [
    'the tasks of deputies',
    `query ($first: Int!) { representatives(first: $first) { edges { node { dutyTasks(first: 3) { totalCount edges { node {
      ${nested} findings { id } suggestion { id } } } } } } } }`,
    12,
  ],
  [
    'the offers of tasks',
    `query ($first: Int!) { dutyTasks(first: $first) { edges { node { offers(first: 3) { totalCount edges { node {
      ${nested} representative { name } task { id status } } } } } } } }`,
    12,
  ],
  [
    'the archives and mandates of deputies',
    `query ($first: Int!) { representatives(first: $first) { edges { node { dutyRecords(first: 3) { totalCount edges { node {
      evidence eventId task { id } finding { id } rectification { id } } } } mandates { suspensionGround availableActions { action } timeline(first: 2) { totalCount } } } } } }`,
    12,
  ],
];

describe('nested lists', () => {
  let world: DutyWorld;
  /** A task that was offered to everybody. */
  let offered = '';
  beforeAll(async () => {
    world = await dutyWorld(50);
    for (let count = 0; count < 50; count += 1) {
      const task: Json = await world.offer({ title: `任务 ${String(count)}` });
      offered = task.id;
      await world.command(world.people[count]!, 'claimDutyTask', { id: task.id, expectedVersion: 1 });
    }
  }, 60_000);
  afterAll(() => world[Symbol.asyncDispose]());

  it.each(documents)('answer %s in as many statements for 50 parents as for 5', async (_, document, most) => {
    const count = (first: number): Promise<number> =>
      world.counting(() => world.ask(world.office, document, { first }));
    const [few, many] = [await count(5), await count(50)];
    expect(many).toBeLessThanOrEqual(few);
    expect(few).toBeLessThanOrEqual(most);
  });

  it('ask the market once for a deputy, whatever the length of the list', async () => {
    for (let count = 0; count < 20; count += 1) await world.offer({ openToRegion: true, kind: 'MICRO_WISH' });
    const document = `query ($first: Int!) { claimableTasks(first: $first) { totalCount edges { node { ${nested} } } } }`;
    const count = (first: number): Promise<number> =>
      world.counting(() => world.ask(world.people[0]!, document, { first }));
    // Seven answer it at any length; the two parts of the history may share one by chance of their timing.
    expect(await count(5)).toBeLessThanOrEqual(7);
    expect(await count(60)).toBeLessThanOrEqual(7);
  });

  it('keep pages of each parent in order, and go on behind a cursor', async () => {
    const source = `query ($id: ID!, $after: String) { dutyTask(id: $id) { offers(first: 20, after: $after) {
      totalCount pageInfo { hasNextPage endCursor } edges { node { id } } } } }`;
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const { offers }: Json = (await world.ask(world.office, source, { id: offered, after })).dutyTask;
      seen.push(...offers.edges.map(({ node }: Json) => node.id));
      after = offers.pageInfo.hasNextPage ? offers.pageInfo.endCursor : null;
    } while (after !== null);
    expect(new Set(seen).size).toBe(50);
    // They were offered in one moment, so their ids decide.
    expect([...seen].sort()).toEqual(seen);
  });
});
