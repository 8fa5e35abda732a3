import {
  ActorRole,
  dutyRecordApproved,
  DutyRecordKind,
  dutyRecordRejected,
  indexObjectionChanged,
  SuggestionAction as A,
  SuggestionStatus as S,
  webhookChanged,
} from '@lianxin/events';
import { regions } from './module-world.js';
import { type NotificationWorld, notificationWorld } from './notification-world.js';

describe('notifications', () => {
  let given: NotificationWorld;
  beforeAll(async () => (given = await notificationWorld()));
  afterAll(() => given.world[Symbol.asyncDispose]());
  beforeEach(() => given.forget());

  it('tells those whom a dispatch concerns, in their language, and nobody else', async () => {
    await given.move({
      action: A.DISPATCH,
      toStatus: S.DISPATCHED,
      leadUnitId: 'u1',
      assistUnitIds: ['u2'],
      representativeId: 'r1',
      actorId: given.ids['officer']!,
    });
    expect(await given.told()).toEqual({
      owner: ['DISPATCH'],
      lead: ['DISPATCH'],
      assist: ['DISPATCH'],
      deputy: ['DISPATCH'],
    });
    expect((await given.of('lead')).edges[0]?.node).toEqual({
      id: expect.any(String),
      kind: 'SUGGESTION_MOVED',
      at: given.world.clock.now().toISOString(),
      title: 'JH-7 was dispatched',
      action: 'DISPATCH',
      readAt: null,
      suggestion: { id: 's7', title: 'title of s7' },
    });
    expect(await given.of('stranger')).toMatchObject({ unreadCount: 0, totalCount: 0, edges: [] });
  });

  it('tells nobody of what they did themselves', async () => {
    await given.move({ action: A.COLLECT, actorRole: ActorRole.LIAISON_OFFICER, actorId: given.ids['officer']! });
    expect(await given.told()).toEqual({});
    await given.move({ action: A.COLLECT, actorRole: ActorRole.CONSTITUENT, actorId: given.ids['owner']! });
    expect(await given.told()).toEqual({ officer: ['COLLECT'] });
  });

  it('tells the offices above of a return, and the unit of what became of it', async () => {
    await given.move({
      action: A.REQUEST_RETURN,
      toStatus: S.RETURN_PENDING,
      leadUnitId: 'u1',
      actorId: given.ids['lead']!,
    });
    expect(await given.told()).toEqual({ city: ['REQUEST_RETURN'] });
    await given.move({ action: A.APPROVE_RETURN, toStatus: S.ADMITTED, formerUnitId: 'u1' });
    expect(await given.told()).toMatchObject({ lead: ['APPROVE_RETURN'], officer: ['APPROVE_RETURN'] });
  });

  it('tells the office and the inspection room of an escalation', async () => {
    await given.move({ action: A.EVALUATE, toStatus: S.ESCALATED, leadUnitId: 'u1', actorId: given.ids['owner']! });
    expect(Object.keys(await given.told()).sort()).toEqual(['city', 'inspector', 'lead', 'officer']);
    expect(await given.titles('inspector')).toEqual(['JH-7 was escalated']);
  });

  it('tells a clerk that an endpoint was disabled', async () => {
    const event = webhookChanged.create({
      aggregateType: 'webhook',
      aggregateId: 'w1',
      aggregateVersion: 2,
      payload: { webhookId: 'w1', action: 'DISABLED_GONE', regionCode: regions.city, createdBy: given.ids['city']! },
      topics: [],
      occurredAt: given.world.clock.now(),
    });
    await given.world.write(event);
    await given.gateway.notifications?.catchUp();
    expect(await given.told()).toEqual({ city: ['WEBHOOK_DISABLED'] });
    expect((await given.of('city')).edges[0]?.node).toMatchObject({ suggestion: null, kind: 'WEBHOOK_DISABLED' });
  });

  it('tells a deputy of an answered objection and of a record that was decided', async () => {
    const about = { aggregateVersion: 1, topics: [], occurredAt: given.world.clock.now() };
    for (const state of ['OPEN', 'UPHELD'] as const) {
      const payload = { objectionId: 'ob1', periodId: 'p1', representativeId: 'r1', state };
      await given.world.write(
        indexObjectionChanged.create({ ...about, aggregateType: 'index_objection', aggregateId: 'ob1', payload }),
      );
    }
    const payload = { recordId: 're1', representativeId: 'r1', kind: DutyRecordKind.TRAINING, on: '2026-03-01' };
    await given.world.write(
      dutyRecordApproved.create({
        ...about,
        aggregateType: 'duty_record',
        aggregateId: 're1',
        payload: { ...payload, withdrawn: false },
      }),
    );
    await given.world.write(
      dutyRecordRejected.create({
        ...about,
        aggregateType: 'duty_record',
        aggregateId: 're2',
        payload: { ...payload, recordId: 're2' },
      }),
    );
    await given.gateway.notifications?.catchUp();
    expect(await given.told()).toEqual({
      deputy: ['OBJECTION_ANSWERED', 'DUTY_RECORD_DECIDED', 'DUTY_RECORD_DECIDED'],
    });
    expect(await given.titles('deputy')).toEqual([
      'The office has decided about a record of yours; see your duty archive',
      'The office has decided about a record of yours; see your duty archive',
      'Your objection to your duty index was answered; see the answer',
    ]);
  });

  it('tells once what comes twice, and nothing of what is long past', async () => {
    const again = async (): Promise<Record<string, string[]>> => {
      // At once, and the place before the memory: the consumer is awake and must not read the log in between.
      await given.world.db.transaction(async (tx) => {
        await tx.queryText('update notifications.consumer_checkpoint set position = 0');
        await tx.queryText('delete from notifications.inbox');
      });
      await given.gateway.notifications?.catchUp();
      return given.told();
    };
    await given.move({ action: A.ADMIT });
    const once = await again();
    expect(once['owner']).toContain('ADMIT');
    expect(await again()).toEqual(once);
    await given.world.db.queryText('truncate notifications.notification cascade');
    given.world.clock.advance(8 * 86_400_000);
    expect(await again()).toEqual({});
  });
});
