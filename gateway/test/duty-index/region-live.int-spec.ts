import { encodeCursor } from '@lianxin/events';
import { Role } from '@lianxin/subgraph-kit';
import type { Json } from '../duty-schemes/scheme-calls.js';
import { createWorld, type World } from '../gateway-world.js';
import { type Subscriber, subscriberOf } from '../subscriber.js';
import { type Deeds, deedsIn } from './duty-world.js';

const [province, city, other] = ['330000000000', '330700000000', '331000000000'];
const offices = { here: city, colleague: city, there: other, above: province };
const boards = `subscription ($after: String) { dutyBoardsChanged(after: $after) { events deputyCount representativeIds } }`;
const changes = `subscription ($id: ID!) { dutyIndexChanged(representativeId: $id) {
  cause { eventType } dutyIndex { score } } }`;

let world: World;
let deeds: Deeds;
let people: Subscriber;

beforeAll(async () => {
  world = await createWorld();
  deeds = deedsIn(world);
  people = subscriberOf(world);
  for (const [name, regionCode] of Object.entries(offices))
    await world.account(name, [{ role: Role.OFFICE_CLERK, regionCode }]);
  await world.account('placeless', [{ role: Role.OFFICE_CLERK }]);
  await world.account('analyst', [{ role: Role.ANALYST, regionCode: city }]);
  deeds.deputy('D1', { regionPath: [province, city] });
  deeds.deputy('E1', { regionPath: [province, other] });
  await count();
});
afterAll(async () => {
  await people[Symbol.asyncDispose]();
  await world[Symbol.asyncDispose]();
});

/** Counts what was done, and waits until the log tells of it. */
async function count(): Promise<void> {
  await deeds.count();
  await world.relay.drain();
}

async function metric(name: string, value: number): Promise<void> {
  const gauge = new RegExp(`^lianxin_${name} ${value}$`, 'm');
  while (!gauge.test(await (await fetch(`${world.url}/metrics`)).text())) await new Promise((r) => setTimeout(r, 10));
}

describe('live changes', () => {
  it('of boards name and count the deputies of the region alone', async () => {
    const [row] = await world.db.queryText<{ head: number }>('select max(position) as head from events.log');
    deeds.rectification('joint', 'D1', { representativeIds: ['D1', 'E1'] });
    deeds.offer('E1-o1', 'E1');
    deeds.offer('D1-o1', 'D1');
    await count();
    const after = encodeCursor(row?.head ?? 0);
    const told = async (who: string): Promise<Json[]> => {
      const next = await people.subscribe(who, boards, { after });
      // The second one sums up what followed the first.
      const two = [(await next()).data.dutyBoardsChanged, (await next()).data.dutyBoardsChanged];
      return two.map(({ events, deputyCount, representativeIds }) => [events, deputyCount, representativeIds.sort()]);
    };
    const one = (id: string): Json[] => [
      [1, 1, [id]],
      [1, 1, [id]],
    ];
    expect(await told('here')).toEqual(one('D1'));
    expect(await told('there')).toEqual(one('E1'));
    expect(await told('above')).toEqual([
      [1, 2, ['D1', 'E1']],
      [2, 2, ['D1', 'E1']],
    ]);
  });

  it('of a deputy come to the offices above, in one group for each region', async () => {
    const followers = await Promise.all(
      ['here', 'colleague', 'analyst', 'above'].map((who) => people.subscribe(who, changes, { id: 'D1' })),
    );
    const first = followers.map((next) => next());
    // Two clerks of one office are one group; an analyst of their region and a clerk above it are others.
    await metric('live_groups', 3);
    deeds.offer('D1-o2', 'D1');
    await count();
    for (const result of await Promise.all(first))
      expect(result.data.dutyIndexChanged).toMatchObject({ cause: { eventType: 'duty_offer.changed' } });
  });

  it('are closed to other regions, and to a role without one', async () => {
    const refused = { errors: [{ extensions: { code: 'FORBIDDEN' } }] };
    for (const who of ['there', 'placeless'])
      expect(await (await people.subscribe(who, changes, { id: 'D1' }))()).toMatchObject(refused);
    for (const who of ['analyst', 'placeless'])
      expect(await (await people.subscribe(who, boards))()).toMatchObject(refused);
  });

  it('follow a deputy to another region', async () => {
    deeds.deputy('D1', { regionPath: [province, other] });
    await count();
    const followed = (await people.subscribe('there', changes, { id: 'D1' }))();
    expect(await (await people.subscribe('here', changes, { id: 'D1' }))()).toMatchObject({
      errors: [{ extensions: { code: 'FORBIDDEN' } }],
    });
    await metric('live_groups', 4);
    deeds.offer('D1-o3', 'D1');
    await count();
    expect((await followed).data.dutyIndexChanged.cause.eventType).toBe('duty_offer.changed');
  });
});
