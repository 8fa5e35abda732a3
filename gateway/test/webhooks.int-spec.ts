import { randomUUID } from 'node:crypto';
import { decodeCursor, encodeCursor } from '@lianxin/events';
import { expectErrorCode, expectOk, expectRefused } from '@lianxin/testing';
import { sweepWebhooks } from '../src/modules/webhooks/sweep-webhooks.js';
import { regions } from './module-world.js';
import { status, verified } from './webhook-receiver.js';
import { type Registered, webhookMutation, webhookWorld, type WebhookWorld } from './webhook-world.js';

describe('webhooks', () => {
  let world: WebhookWorld;
  beforeAll(async () => (world = await webhookWorld()));
  afterAll(() => world[Symbol.asyncDispose]());

  const deliveredTo = (path: string) => world.receiver.received.filter((each) => each.path === path);

  it('delivers what comes after the registration, in order, signed, without a name', async () => {
    await world.transitions({ suggestionId: 'before' });
    const { id, secret } = await world.register('/plain');
    const ids = await world.transitions({ suggestionId: 'a' }, { suggestionId: 'b' }, { suggestionId: 'c' });
    await world.settled();
    expect(world.receiver.idsAt('/plain')).toEqual(ids);
    const bodies = deliveredTo('/plain').map((delivery) => verified(secret, delivery));
    expect(bodies[0]).toEqual({
      id: ids[0],
      type: 'suggestion.transitioned',
      version: 1,
      cursor: expect.any(String),
      occurredAt: world.clock.now().toISOString(),
      aggregate: { type: 'suggestion', id: 'a', version: expect.any(Number) },
      payload: {
        suggestionId: 'a',
        number: 'JH-1',
        action: 'ADMIT',
        fromStatus: 'COLLECTED',
        toStatus: 'ADMITTED',
        stationId: 'st1',
        regionCode: regions.district,
        leadUnitId: null,
        assistUnitIds: [],
        representativeId: null,
        actorRole: 'LIAISON_OFFICER',
      },
    });
    const shown = await world.webhook(id);
    expect(shown).toMatchObject({ lag: 0, status: 'ACTIVE' });
    const placeOf = (cursor: unknown): number => decodeCursor(String(cursor)).position;
    expect(placeOf(shown?.cursor)).toBe(placeOf(bodies[2]?.['cursor']));
    expect(shown?.deliveries.edges.map(({ node }) => [node.eventId, node.status, node.attempts])).toEqual(
      [...ids].reverse().map((eventId) => [eventId, 'DELIVERED', 1]),
    );
  });

  it('gives an endpoint what it asked for and what its region may see', async () => {
    await world.register('/district', {}, 'district');
    await world.register('/other', {}, 'other');
    await world.register('/unit', { topics: ['unit:u7'] });
    await world.register('/stations', { eventTypes: ['STATION_REGISTERED'] });
    const [first, second, third] = await world.transitions(
      { leadUnitId: 'u7' },
      { stationId: 'st9', regionCode: regions.other, leadUnitId: 'u7' },
      { regionCode: regions.city, stationId: 'st0' },
    );
    await world.settled();
    expect(world.receiver.idsAt('/district')).toEqual([first]);
    expect(world.receiver.idsAt('/other')).toEqual([second]);
    expect(world.receiver.idsAt('/unit')).toEqual([first]);
    expect(world.receiver.idsAt('/stations')).toEqual([]);
    expect(world.receiver.idsAt('/plain').slice(-2)).toEqual([first, third]);
  });

  it('is the congress office’s, each for its own region', async () => {
    const { id } = await world.register('/mine');
    expectErrorCode(await world.ask(world.gateway1, 'officer', '{ webhooks { totalCount } }'), 'FORBIDDEN');
    expectErrorCode(await world.command('pauseWebhook', id, {}, 'officer'), 'FORBIDDEN');
    expectErrorCode(await world.command('pauseWebhook', id, {}, 'district'), 'NOT_FOUND');
    expect(await world.webhook(id, 'district')).toBeNull();
    const ping = 'mutation($id: ID!) { pingWebhook(id: $id) { delivered } }';
    expectErrorCode(await world.ask(world.gateway1, 'district', ping, { id }), 'NOT_FOUND');
    const page = '{ webhooks(first: 1) { totalCount edges { node { id } } pageInfo { hasNextPage endCursor } } }';
    expect(expectOk(await world.ask(world.gateway1, 'other', page))).toMatchObject({
      webhooks: { totalCount: 1, pageInfo: { hasNextPage: false } },
    });
  });

  it('registers once for a key, with the same secret, and refuses addresses that lead inside', async () => {
    const input = {
      idempotencyKey: 'once',
      url: `${world.receiver.url}/once`,
      description: 'x',
      eventTypes: ['SUGGESTION_TRANSITIONED'],
    };
    const register = (more: object = {}) =>
      world.ask(world.gateway1, 'city', webhookMutation('registerWebhook'), { input: { ...input, ...more } });
    const first = expectOk<{ registerWebhook: { webhook: Registered; secret: string } }>(await register());
    const second = expectOk<{ registerWebhook: { webhook: Registered; secret: string } }>(await register());
    expect(second.registerWebhook.secret).toBe(first.registerWebhook.secret);
    expect(second.registerWebhook.webhook.id).toBe(first.registerWebhook.webhook.id);
    expectErrorCode(await register({ description: 'y' }), 'IDEMPOTENCY_KEY_REUSED');
    const another = (more: object) => register({ idempotencyKey: JSON.stringify(more), ...more });
    expectRefused(await another({ url: 'https://10.0.0.1/' }), 'WEBHOOK_ADDRESS_REFUSED');
    expectRefused(await another({ url: 'http://93.184.216.34/' }), 'WEBHOOK_URL_INVALID');
    expectRefused(await another({ description: ' \u200b ' }), 'TEXT_REQUIRED');
    expectErrorCode(await another({ topics: ['session:1'] }), 'INVALID_INPUT');
    expectErrorCode(await another({ after: encodeCursor(9_999_999) }), 'INVALID_CURSOR');
    // The place of an event that this log does not have there: another log's, e.g. from before a restore.
    expectErrorCode(await another({ after: encodeCursor(1, randomUUID()) }), 'INVALID_CURSOR');
  });

  it('keeps no secret in clear, and tells the log who changed what', async () => {
    const { id, secret } = await world.register('/kept');
    const key = secret.slice('whsec_'.length);
    const [row] = await world.db.queryText<{ all: string }>(
      `select string_agg(x, '') as all from (
         select w::text as x from webhooks.webhook w union all select i::text from webhooks.idempotency i
         union all select l::text from events.log l) rows`,
    );
    expect(row?.all).toContain(id);
    expect(row?.all).not.toContain(key);
    await world.relay.drain();
    const told = await world.db.queryText<{ actor: { name: string }; payload: object }>(
      `select actor, payload from events.log where type = 'webhook.changed' and aggregate_id = $1`,
      [id],
    );
    expect(told).toMatchObject([{ actor: { name: 'city' }, payload: { action: 'REGISTERED', webhookId: id } }]);
  });

  it('refuses a stale version, and repeats an answer by its key', async () => {
    const { id, version } = await world.register('/versions');
    await world.done('pauseWebhook', id);
    const stale = await world.command('resumeWebhook', id, { expectedVersion: version });
    expect(expectRefused(stale, 'VERSION_CONFLICT')).toMatchObject({ currentVersion: version + 1 });
    const again = { idempotencyKey: 'resume', expectedVersion: version + 1 };
    for (let time = 0; time < 2; time += 1) {
      expect(expectOk(await world.command('resumeWebhook', id, again))).toMatchObject({
        resumeWebhook: { webhook: { id, version: version + 2, status: 'ACTIVE' } },
      });
    }
    expectRefused(await world.command('resumeWebhook', id), 'NOT_IN_STATE');
  });

  it('signs with both secrets for a day after a rotation', async () => {
    const { id, secret: old } = await world.register('/rotated');
    const { secret } = await world.done('rotateWebhookSecret', id);
    const latest = () => deliveredTo('/rotated').at(-1)!;
    await world.transitions({});
    await world.settled();
    expect(verified(old, latest())).toEqual(verified(secret, latest()));
    world.clock.advance(24 * 3_600_000);
    await world.transitions({});
    await world.settled();
    const clock = jest.spyOn(Date, 'now').mockReturnValue(world.clock.now().getTime());
    expect(verified(secret, latest())).toMatchObject({ type: 'suggestion.transitioned' });
    expect(() => verified(old, latest())).toThrow('No matching signature');
    clock.mockRestore();
  });

  it('sends a test and says what came of it', async () => {
    const { id } = await world.register('/tested');
    const ping = async () =>
      expectOk<{ pingWebhook: object }>(
        await world.ask(
          world.gateway1,
          'city',
          'mutation($id: ID!) { pingWebhook(id: $id) { delivered httpStatus fault } }',
          { id },
        ),
      ).pingWebhook;
    expect(await ping()).toEqual({ delivered: true, httpStatus: 204, fault: null });
    expect(JSON.parse(deliveredTo('/tested')[0]?.body ?? '')).toMatchObject({ type: 'webhook.ping' });
    world.receiver.answer('/tested', status(503));
    expect(await ping()).toEqual({ delivered: false, httpStatus: 503, fault: 'HTTP_STATUS' });
    expect((await world.webhook(id))?.deliveries.totalCount).toBe(0);
  });

  it('keeps the record of deliveries for a week, and within bounds', async () => {
    const { id } = await world.register('/bounded');
    await world.transitions(...Array.from({ length: 5 }, () => ({})));
    await world.settled();
    const kept = async () => (await world.deliveries(id)).length;
    await sweepWebhooks(world.db, world.clock.now(), 3);
    expect(await kept()).toBe(3);
    const days = (count: number): Date => new Date(world.clock.now().getTime() + count * 86_400_000);
    await sweepWebhooks(world.db, days(6));
    expect(await kept()).toBe(3);
    await sweepWebhooks(world.db, days(8));
    expect(await kept()).toBe(0);
  });

  it('forgets an endpoint that is deleted', async () => {
    const { id } = await world.register('/deleted');
    await world.transitions({});
    await world.settled();
    expect(await world.done('deleteWebhook', id)).toMatchObject({ status: 'DELETED' });
    await world.transitions({});
    await world.settled();
    expect(deliveredTo('/deleted')).toHaveLength(1);
    expect(await world.webhook(id)).toBeNull();
    const [left] = await world.db.queryText<{ secret: string; n: number }>(
      `select secret, (select count(*)::int from webhooks.delivery where webhook_id = w.id) +
         (select count(*)::int from webhooks.consumer_checkpoint where consumer = 'webhook:' || w.id) as n
       from webhooks.webhook w where id = $1`,
      [id],
    );
    expect(left).toEqual({ secret: '', n: 0 });
  });
});
