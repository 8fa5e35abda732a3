import { expectErrorCode, expectOk } from '@lianxin/testing';
import { status, verified } from './webhook-receiver.js';
import { webhookWorld, type WebhookWorld } from './webhook-world.js';

const hour = 3_600_000;

describe('webhooks that fail', () => {
  let world: WebhookWorld;
  beforeAll(async () => (world = await webhookWorld()));
  afterAll(() => world[Symbol.asyncDispose]());

  /** Goes on in time until a delivery is due again, as often as told. */
  const retry = async (times = 1): Promise<void> => {
    for (let time = 0; time < times; time += 1) {
      world.clock.advance(10 * hour);
      await world.settled();
    }
  };

  it('tries again later, with what comes behind waiting', async () => {
    const { id, secret } = await world.register('/flaky');
    world.receiver.answer('/flaky', status(500, { 'retry-after': '600' }));
    const ids = await world.transitions({}, {});
    await world.settled();
    const [waits] = await world.deliveries(id);
    expect(waits).toMatchObject({ eventId: ids[0], status: 'RETRYING', attempts: 1, httpStatus: 500 });
    expect(Date.parse(waits?.nextAttemptAt ?? '') - world.clock.now().getTime()).toBe(600_000);
    world.clock.advance(599_999);
    await world.settled();
    expect(world.receiver.idsAt('/flaky')).toEqual([ids[0]]);
    world.receiver.answer('/flaky', status(200));
    world.clock.advance(1);
    await world.settled();
    expect(world.receiver.idsAt('/flaky')).toEqual([ids[0], ids[0], ids[1]]);
    const [first, again] = world.receiver.received.filter(({ path }) => path === '/flaky');
    expect(again?.body).toBe(first?.body);
    expect(again?.headers['webhook-timestamp']).not.toBe(first?.headers['webhook-timestamp']);
    const now = jest.spyOn(Date, 'now').mockReturnValue(world.clock.now().getTime());
    expect(verified(secret, again!)).toMatchObject({ id: ids[0] });
    now.mockRestore();
    expect((await world.deliveries(id)).map((each) => [each.status, each.attempts])).toEqual([
      ['DELIVERED', 1],
      ['DELIVERED', 2],
    ]);
  });

  it.each([
    ['a redirect', '/moved', status(302, { location: '/elsewhere' }), 'REDIRECTED', 302],
    ['a receiver that hangs', '/hangs', () => undefined, 'TIMEOUT', null],
    ['a receiver that hangs up', '/cut', (response: { destroy(): void }) => response.destroy(), 'CONNECTION', null],
    ['a refusal', '/refused', status(401), 'HTTP_STATUS', 401],
  ] as const)('counts %s as a failure', async (_, path, how, fault, httpStatus) => {
    const { id } = await world.register(path);
    world.receiver.answer(path, how);
    await world.transitions({});
    await world.settled();
    expect((await world.deliveries(id))[0]).toMatchObject({ status: 'RETRYING', fault, httpStatus });
    expect(world.receiver.idsAt('/elsewhere')).toEqual([]);
    await world.done('deleteWebhook', id);
  });

  it('ends an answer that does not end', async () => {
    const { id } = await world.register('/endless');
    world.receiver.answer('/endless', (response) => {
      const more = (): void => {
        while (response.write('x'.repeat(10_000)));
      };
      response.writeHead(200).on('drain', more);
      more();
    });
    await world.transitions({});
    await world.settled();
    expect((await world.deliveries(id))[0]).toMatchObject({ status: 'DELIVERED' });
    await world.done('deleteWebhook', id);
  });

  it('looks at the address again at delivery', async () => {
    const { id } = await world.register('/inside');
    await world.db.queryText(`update webhooks.webhook set url = 'https://169.254.169.254/' where id = $1`, [id]);
    await world.transitions({});
    await world.settled();
    expect((await world.deliveries(id))[0]).toMatchObject({ fault: 'ADDRESS_REFUSED', httpStatus: null });
    await world.done('deleteWebhook', id);
  });

  it('sets an event aside after a day and goes on, and sends it again when it is told to', async () => {
    const { id } = await world.register('/poison');
    const [poison, next] = await world.transitions({ suggestionId: 'poison' }, {});
    world.receiver.answer('/poison', (response, { headers }) =>
      status(headers['webhook-id'] === poison ? 422 : 200)(response),
    );
    await world.settled();
    await retry(10);
    const attempts = world.receiver.idsAt('/poison');
    expect(attempts).toEqual([...Array<string>(11).fill(poison!), next]);
    const [second, first] = await world.deliveries(id);
    expect([first, second]).toMatchObject([
      { status: 'SET_ASIDE', attempts: 11, httpStatus: 422, nextAttemptAt: null },
      { status: 'DELIVERED', eventId: next },
    ]);
    await world.done('redeliverWebhook', id, { deliveryId: first?.id });
    await world.settled();
    expect((await world.deliveries(id))[1]).toMatchObject({ status: 'SET_ASIDE', attempts: 12 });
    world.receiver.answer('/poison', status(200));
    await world.done('redeliverWebhook', id, { deliveryId: first?.id });
    await world.settled();
    expect((await world.deliveries(id))[1]).toMatchObject({ status: 'DELIVERED', attempts: 13, fault: null });
    expectErrorCode(await world.command('redeliverWebhook', id, { deliveryId: first?.id }), 'NOT_FOUND');
  });

  it('is disabled at 410, and goes on from there when it is resumed', async () => {
    const { id } = await world.register('/gone');
    world.receiver.answer('/gone', status(410));
    const ids = await world.transitions({}, {});
    await world.settled();
    expect(await world.webhook(id)).toMatchObject({ status: 'DISABLED', disabledReason: 'GONE' });
    const [held] = await world.db.queryText<{ n: number }>(
      'select count(*)::int as n from webhooks.consumer_checkpoint where consumer = $1',
      [`webhook:${id}`],
    );
    expect(held?.n).toBe(0);
    await retry();
    expect(world.receiver.idsAt('/gone')).toEqual([ids[0]]);
    world.receiver.answer('/gone', status(200));
    expect(await world.done('resumeWebhook', id)).toMatchObject({ status: 'ACTIVE', disabledReason: null });
    await world.settled();
    expect(world.receiver.idsAt('/gone')).toEqual([ids[0], ...ids]);
    await world.relay.drain();
    const told = await world.db.queryText<{ action: string }>(
      `select payload->>'action' as action from events.log where aggregate_id = $1 order by position`,
      [id],
    );
    expect(told.map(({ action }) => action)).toEqual(['REGISTERED', 'DISABLED_GONE', 'RESUMED']);
  });

  it('is disabled when nothing was delivered for five days', async () => {
    const { id } = await world.register('/dead');
    world.receiver.answer('/dead', status(500));
    await world.transitions(...Array.from({ length: 9 }, () => ({})));
    await world.settled();
    for (let times = 0; times < 200 && (await world.webhook(id))?.status === 'ACTIVE'; times += 1) {
      world.clock.advance(9 * hour);
      await world.settled();
    }
    const dead = await world.webhook(id);
    expect(dead).toMatchObject({ status: 'DISABLED', disabledReason: 'FAILING' });
    const failed = world.clock.now().getTime() - Date.parse((dead as unknown as { failingSince: string }).failingSince);
    expect(failed / (24 * hour)).toBeGreaterThan(5);
    expect(failed / (24 * hour)).toBeLessThan(6);
  });

  it('holds up no other endpoint', async () => {
    const { id } = await world.register('/slow');
    await world.register('/quick');
    const held: (() => void)[] = [];
    world.receiver.answer('/slow', (response) => void held.push(() => status(200)(response)));
    const ids = await world.transitions({}, {}, {});
    await Promise.all([world.receiver.gets('/slow', 1), world.receiver.gets('/quick', 3)]);
    expect(world.receiver.idsAt('/quick')).toEqual(ids);
    expect(world.receiver.idsAt('/slow')).toEqual(ids.slice(0, 1));
    const metrics = await world.metrics();
    expect(metrics).toMatch(
      new RegExp(`lianxin_consumer_lag_events\\{schema="webhooks",consumer="webhook:${id}"\\} [1-9]`),
    );
    world.receiver.answer('/slow', status(200));
    held[0]?.();
    await world.settled();
    expect(world.receiver.idsAt('/slow')).toEqual(ids);
    expect(await world.metrics()).toContain(
      `lianxin_consumer_lag_events{schema="webhooks",consumer="webhook:${id}"} 0`,
    );
  });

  it('pauses, replays by position, and refuses places that the log does not have', async () => {
    const { id, secret } = await world.register('/replayed');
    const ids = await world.transitions({}, {}, {});
    await world.settled();
    const [first] = world.receiver.received.filter(({ path }) => path === '/replayed');
    const after = JSON.parse(first?.body ?? '{}') as { cursor: string };
    expect(secret).toMatch(/^whsec_/);
    await world.done('pauseWebhook', id);
    await world.done('replayWebhook', id, { after: after.cursor });
    await world.transitions({});
    await world.settled();
    expect(world.receiver.idsAt('/replayed')).toEqual(ids);
    await world.done('resumeWebhook', id);
    await world.settled();
    expect(world.receiver.idsAt('/replayed').slice(3, 5)).toEqual(ids.slice(1));
    expectErrorCode(await world.command('replayWebhook', id, { after: 'nowhere' }), 'INVALID_CURSOR');
    expectOk(await world.command('replayWebhook', id, { after: null }));
    await world.settled();
    const [all] = await world.db.queryText<{ n: number }>(
      `select count(*)::int as n from events.log where type = 'suggestion.transitioned'`,
    );
    expect(world.receiver.idsAt('/replayed')).toHaveLength(6 + (all?.n ?? 0));
  });
});
