import { encodeCursor } from '@lianxin/events';
import { Role } from '@lianxin/subgraph-kit';
import { createWorld, type World } from '../gateway-world.js';
import { type Subscriber, subscriberOf } from '../subscriber.js';
import { type Deeds, deedsIn, workedExample } from './duty-world.js';

/** Parsed JSON of whatever shape; the expectations check it. */
type Json = ReturnType<typeof JSON.parse>;

const changes = `subscription ($id: ID!, $after: String) { dutyIndexChanged(representativeId: $id, after: $after) {
  cursor at cause { eventType eventId } dutyIndex(period: { kind: MONTH, start: "2026-03-01" }) { score rates { kind value numerator } } } }`;

const boards = `subscription ($after: String) { dutyBoardsChanged(after: $after) {
  cursor at events deputyCount representativeIds } }`;

describe('dutyIndexChanged', () => {
  let world: World;
  let deeds: Deeds;
  let people: Subscriber;
  beforeAll(async () => {
    world = await createWorld();
    deeds = deedsIn(world);
    people = subscriberOf(world);
    await world.account('D1', [{ role: Role.REPRESENTATIVE, representativeId: 'D1' }]);
    deeds.deputy('D1');
    workedExample(deeds, 'D1');
    await deeds.count();
    await world.relay.drain();
  });
  afterAll(async () => {
    await people[Symbol.asyncDispose]();
    await world[Symbol.asyncDispose]();
  });

  const subscribe = (variables: object, query = changes, as = 'D1'): Promise<() => Promise<Json>> =>
    people.subscribe(as, query, variables);

  it('brings each change with its cause, and resumes behind a cursor', async () => {
    const next = await subscribe({ id: 'D1' });
    const first = next();
    while (!/^lianxin_live_subscribers 1$/m.test(await (await fetch(`${world.url}/metrics`)).text()));
    deeds.rectification('D1-z5', 'D1');
    await deeds.count();
    const { dutyIndexChanged } = (await first).data;
    expect(dutyIndexChanged).toMatchObject({
      cause: { eventType: 'rectification.changed', eventId: expect.any(String) },
      dutyIndex: { score: 88.75, rates: [{ numerator: 7 }, { numerator: 3 }, { kind: 'RECTIFICATION', value: 1 }] },
    });

    deeds.offer('D1-o8', 'D1');
    await deeds.count();
    await world.relay.drain();
    const resumed = await subscribe({ id: 'D1', after: dutyIndexChanged.cursor });
    expect((await resumed()).data.dutyIndexChanged).toMatchObject({
      cause: { eventType: 'duty_offer.changed' },
      dutyIndex: { score: 92.5 },
    });
  });

  it('tells the office what changes on boards, the first at once and the others in one', async () => {
    await world.account('office', [{ role: Role.OFFICE_CLERK, regionCode: '330700000000' }]);
    const [row] = await world.db.queryText<{ told: number }>(
      "select count(*)::int as told from events.log where type = 'duty_index.changed'",
    );
    const next = await subscribe({ after: encodeCursor(0) }, boards, 'office');
    const first = (await next()).data.dutyBoardsChanged;
    expect(first).toMatchObject({ events: 1, deputyCount: 1, representativeIds: ['D1'] });
    const second = (await next()).data.dutyBoardsChanged;
    expect(second).toMatchObject({ events: (row?.told ?? 0) - 1, deputyCount: 1, representativeIds: ['D1'] });

    deeds.deputy('D3');
    deeds.offer('D3-o1', 'D3');
    await deeds.count();
    await world.relay.drain();
    const resumed = await subscribe({ after: second.cursor }, boards, 'office');
    expect((await resumed()).data.dutyBoardsChanged).toMatchObject({ representativeIds: ['D3'] });
  });

  it('is closed to other deputies', async () => {
    const next = await subscribe({ id: 'D2' });
    await expect(next()).resolves.toMatchObject({ errors: [{ extensions: { code: 'FORBIDDEN' } }] });
    const board = await subscribe({}, boards);
    await expect(board()).resolves.toMatchObject({ errors: [{ extensions: { code: 'FORBIDDEN' } }] });
  });
});
