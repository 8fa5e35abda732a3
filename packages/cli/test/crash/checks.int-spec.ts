import { randomUUID } from 'node:crypto';
import type { Db } from '@lianxin/database';
import { testDatabase, type TestDatabase } from '@lianxin/testing';
import { schemaModules } from '../../src/platform/schema-modules.js';
import { logFaults } from './checks/log.js';
import { notificationFaults } from './checks/notifications.js';
import { subscriberFaults } from './checks/subscribers.js';
import { transitionFaults } from './checks/transitions.js';
import { Ledger } from './traffic/ledger.js';
import type { Subscriber } from './traffic/subscriber.js';
import type { CrashWorld } from './world/crash-world.js';

const suggestionId = randomUUID();

/** The checks of the crash test must see what they are there for; a check that sees nothing passes every round. */
describe('the checks of the crash test', () => {
  let database: TestDatabase;
  let admin: Db;
  let world: CrashWorld;
  const append = (position: number, version: number, eventId = randomUUID()): Promise<unknown> =>
    admin.queryText(
      `insert into events.log (position, event_id, type, version, aggregate_type, aggregate_id, aggregate_version, payload,
         topics, occurred_at)
       values ($1, $2, 'suggestion.transitioned', 1, 'suggestion', $3, $4, '{"action": "ADMIT"}', '{station:s}', now())`,
      [position, eventId, suggestionId, version],
    );
  beforeEach(async () => {
    database = await testDatabase({ modules: schemaModules });
    admin = await database.openAsAdmin('events');
    world = { admin, baseline: { position: 0, transitions: 0, keys: 0 } } as unknown as CrashWorld;
  });
  afterEach(() => database[Symbol.asyncDispose]());

  const follower = (received: number[], resyncs: Subscriber['resyncs'] = []): Subscriber =>
    ({ name: 'f', received, resyncs, faults: [], following: { topic: 'station:s', from: 0 } }) as unknown as Subscriber;

  it('see a log with a gap, a head elsewhere, a version out of turn, an event left behind', async () => {
    expect(await logFaults(world)).toEqual([]);
    await append(1, 1);
    await append(3, 3);
    await admin.queryText(
      `insert into stations.outbox (event_id, type, version, aggregate_type, aggregate_id, aggregate_version, payload,
         topics, occurred_at) values ($1, 'station.registered', 1, 'station', 's', 1, '{}', '{}', now())`,
      [randomUUID()],
    );
    expect(await logFaults(world)).toEqual([
      'positions 1–3 of 2, head 0',
      '1 events of a suggestion do not follow their forerunner',
      '1 events still in an outbox',
    ]);
  });

  it('see an acknowledged transition that is nowhere, and one that nobody was told of', async () => {
    const ledger = new Ledger();
    expect(await transitionFaults(world, ledger)).toEqual([]);
    await append(1, 1);
    expect(await transitionFaults(world, ledger)).toEqual([expect.stringContaining('0 acknowledged')]);
    const transition = { suggestionId, version: 1, action: 'ADMIT', operation: 'AdmitSuggestion' };
    ledger.acknowledge({ ...transition, key: 'k', accountId: 'a' });
    expect(await transitionFaults(world, ledger)).toContainEqual(
      expect.stringMatching(/1 × acknowledged transition lost.*"history":0,"logged":1,"keys":0/),
    );
  });

  it('see a notification that rang nowhere, one that rang twice, and a bell behind which there is none', async () => {
    const [silent, twice, nobody] = [randomUUID(), randomUUID(), randomUUID()];
    const tell = (accountId: string): Promise<unknown> =>
      admin.queryText(
        `insert into notifications.notification (account_id, event_id, kind, subject_id, at)
         values ($1, $2, 'SUGGESTION_MOVED', 's', now())`,
        [accountId, suggestionId],
      );
    const ring = (position: number, ...accounts: string[]): Promise<unknown> =>
      admin.queryText(
        `insert into events.log (position, event_id, type, version, aggregate_type, aggregate_id, aggregate_version, payload,
           topics, causation_id, occurred_at)
         values ($1, gen_random_uuid(), 'notification.received', 1, 'notification', $2, 1, '{}', $3, $4, now())`,
        [position, suggestionId, accounts.map((id) => `notifications:${id}`), suggestionId],
      );
    await tell(twice);
    await ring(1, twice);
    expect(await notificationFaults(world)).toEqual([]);
    await tell(silent);
    await ring(2, twice, nobody);
    expect(await notificationFaults(world)).toEqual([
      '1 notifications rang nowhere',
      '1 notifications rang more than once',
      '1 rang and there is no notification',
    ]);
  });

  it.each([
    ['missed', [1, 3]],
    ['repeated', [1, 2, 2, 3]],
    ['out of order', [2, 1, 3]],
    ['at the end missing', [1, 2]],
    ['that the log does not have', [1, 2, 3, 4]],
  ])('see an event %s in a log of a subscriber', async (_, received) => {
    for (const position of [1, 2, 3]) await append(position, position);
    expect(await subscriberFaults(world, follower([1, 2, 3]))).toEqual([]);
    expect(await subscriberFaults(world, follower(received))).toHaveLength(1);
    // Whoever was told to begin anew, and from where nobody knows, is excused.
    expect(await subscriberFaults(world, follower(received, [{ at: 1, position: null }]))).toEqual([]);
  });
});
