import { status } from './webhook-receiver.js';
import { webhookWorld, type WebhookWorld } from './webhook-world.js';

/** The ids in the order of their first coming. */
const distinct = (ids: readonly string[]): string[] => [...new Set(ids)];

describe('deliverers of webhooks', () => {
  let world: WebhookWorld;
  beforeEach(async () => (world = await webhookWorld()));
  afterEach(() => world[Symbol.asyncDispose]());

  it('are one at a time, and one that ends in the middle leaves all to the next', async () => {
    await world.register('/moved-over');
    world.receiver.answer('/moved-over', () => undefined);
    const standby = await world.another();
    const ids = await world.transitions({}, {}, {}, {});
    await world.receiver.gets('/moved-over', 1);
    expect([world.gateway1.webhooks?.isDelivering(), standby.webhooks?.isDelivering()]).toEqual([true, false]);
    world.receiver.answer('/moved-over', status(200));
    await world.gateway1.close();
    await world.receiver.gets('/moved-over', 5);
    expect(standby.webhooks?.isDelivering()).toBe(true);
    expect(world.receiver.idsAt('/moved-over')).toEqual([ids[0], ...ids]);
  });

  it('lose no event and no order while their connections are cut', async () => {
    await world.register('/cut-off');
    await world.another();
    let cuts = 0;
    world.receiver.answer('/cut-off', (response) => {
      const count = world.receiver.received.length;
      if (count % 40 !== 0) return status(200)(response);
      cuts += 1;
      const cut = `select pg_terminate_backend(pid) from pg_stat_activity
        where application_name = 'lianxin webhooks' and datname = current_database()`;
      // While it waits for the answer: what it would have written down is lost with the connection, or comes too late.
      void world.db.queryText(cut).then(() => status(200)(response));
    });
    const ids = await world.transitions(...Array.from({ length: 200 }, () => ({})));
    for (let count = 200; distinct(world.receiver.idsAt('/cut-off')).length < 200; count += 1) {
      await world.receiver.gets('/cut-off', count);
    }
    expect(distinct(world.receiver.idsAt('/cut-off'))).toEqual(ids);
    expect(cuts).toBeGreaterThan(3);
    const repeats = world.receiver.idsAt('/cut-off').length - ids.length;
    expect(repeats).toBeLessThanOrEqual(2 * cuts);
  });
});
