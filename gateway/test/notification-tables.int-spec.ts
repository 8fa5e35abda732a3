import { TellOfDuty1768200000200 } from '../src/modules/notifications/migrations/1768200000200-tell-of-duty.js';
import { TellOfPeriods1768500000002 } from '../src/modules/notifications/migrations/1768500000002-tell-of-periods.js';
import { TellOfEvaluations1769100000003 } from '../src/modules/notifications/migrations/1769100000003-tell-of-evaluations.js';
import { type NotificationWorld, notificationWorld } from './notification-world.js';

describe('tables of notifications', () => {
  let given: NotificationWorld;
  beforeAll(async () => (given = await notificationWorld()));
  afterAll(() => given.world[Symbol.asyncDispose]());
  beforeEach(() => given.forget());

  it('have migrations that can be taken back, with what they allowed', async () => {
    const { world, ids } = given;
    const runner = world.db.dataSource.createQueryRunner();
    const kinds = async (): Promise<string[]> =>
      (await world.db.queryText<{ kind: string }>('select kind from notifications.notification order by id')).map(
        ({ kind }) => kind,
      );
    const [duty, periods] = [new TellOfDuty1768200000200(), new TellOfPeriods1768500000002()];
    const evaluations = new TellOfEvaluations1769100000003();
    const insert = `insert into notifications.notification (account_id, event_id, kind, subject_id, at)
      values ($1, gen_random_uuid(), $2, 's', now())`;
    await world.db.queryText(insert, [ids['deputy'], 'DUTY_RECORD_DECIDED']);
    await world.db.queryText(insert, [ids['deputy'], 'WEBHOOK_DISABLED']);
    const insertPeriod = insert.replace('at)', 'at, period)').replace('now()', "now(), '{}'");
    await world.db.queryText(insertPeriod, [ids['deputy'], 'INDEX_PERIOD_SHOWN']);
    await expect(world.db.queryText(insert, [ids['deputy'], 'INDEX_PERIOD_FROZEN'])).rejects.toThrow('period_check');
    await world.db.queryText(insertPeriod, [ids['deputy'], 'EVALUATION_CLOSED']);
    await expect(world.db.queryText(insert, [ids['deputy'], 'EVALUATION_CLOSED'])).rejects.toThrow('period_check');
    await evaluations.down(runner);
    await expect(world.db.queryText(insertPeriod, [ids['deputy'], 'EVALUATION_CLOSED'])).rejects.toThrow('_check');
    await periods.down(runner);
    expect(await kinds()).toEqual(['DUTY_RECORD_DECIDED', 'WEBHOOK_DISABLED']);
    await duty.down(runner);
    expect(await kinds()).toEqual(['WEBHOOK_DISABLED']);
    await expect(world.db.queryText(insert, [ids['deputy'], 'OBJECTION_ANSWERED'])).rejects.toThrow('kind_check');
    await duty.up(runner);
    await periods.up(runner);
    await evaluations.up(runner);
    await world.db.queryText(insertPeriod, [ids['deputy'], 'EVALUATION_CLOSED']);
    await world.db.queryText(insertPeriod, [ids['deputy'], 'INDEX_PERIOD_SHOWN']);
    await world.db.queryText(insert, [ids['deputy'], 'OBJECTION_ANSWERED']);
    await runner.release();
  });

  it('are filled by a role that reads of identity grants and nothing else', async () => {
    const db = await given.world.as('notifications');
    await expect(db.queryText('select username from identity.account')).rejects.toThrow('permission denied');
    await expect(db.queryText('select hash from identity.refresh_token')).rejects.toThrow('permission denied');
    expect(await db.queryText('select role from identity.account_grant limit 1')).toHaveLength(1);
  });
});
