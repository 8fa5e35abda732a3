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
import type { Gateway } from '@lianxin/gateway';
import { Role } from '@lianxin/subgraph-kit';
import { expectErrorCode, expectOk } from '@lianxin/testing';
import { TellOfDuty1768200000200 } from '../src/modules/notifications/migrations/1768200000200-tell-of-duty.js';
import { TellOfPeriods1768500000002 } from '../src/modules/notifications/migrations/1768500000002-tell-of-periods.js';
import { TellOfEvaluations1769100000003 } from '../src/modules/notifications/migrations/1769100000003-tell-of-evaluations.js';
import { type GivenTransition, moduleWorld, type ModuleWorld, regions } from './module-world.js';

const query = `query($first: Int, $after: String, $unreadOnly: Boolean) { viewer {
  notifications(first: $first, after: $after, unreadOnly: $unreadOnly) { unreadCount totalCount pageInfo { hasNextPage endCursor }
    edges { node { id kind at title action readAt suggestion { id title } } } } } }`;
const mark = 'mutation($input: MarkNotificationsReadInput!) { markNotificationsRead(input: $input) { unreadCount } }';

interface Shown {
  readonly unreadCount: number;
  readonly totalCount: number;
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
  readonly edges: readonly {
    readonly node: { readonly id: string; readonly title: string; readonly readAt: string | null };
  }[];
}

describe('notifications', () => {
  let world: ModuleWorld;
  let gateway: Gateway;
  const ids: Record<string, string> = {};

  beforeAll(async () => {
    world = await moduleWorld();
    gateway = await world.gateway({
      notifications: { databaseUrl: world.urlFor('notifications'), addressKey: Buffer.alloc(32, 5) },
    });
    const people = {
      owner: [{ role: Role.CONSTITUENT }],
      stranger: [{ role: Role.CONSTITUENT }],
      officer: [{ role: Role.LIAISON_OFFICER, stationId: 'st1' }],
      officer9: [{ role: Role.LIAISON_OFFICER, stationId: 'st9' }],
      lead: [{ role: Role.UNIT_CLERK, unitId: 'u1' }],
      assist: [{ role: Role.UNIT_CLERK, unitId: 'u2' }],
      deputy: [{ role: Role.REPRESENTATIVE, representativeId: 'r1' }],
      city: [{ role: Role.OFFICE_CLERK, regionCode: regions.city }],
      other: [{ role: Role.OFFICE_CLERK, regionCode: regions.other }],
      inspector: [{ role: Role.INSPECTOR, regionCode: regions.district }],
      left: [{ role: Role.UNIT_CLERK, unitId: 'u1' }],
    };
    for (const [name, grants] of Object.entries(people)) ids[name] = await world.account(gateway, name, grants);
    await gateway.identity.disableAccount(ids['left']!);
  });
  afterAll(() => world[Symbol.asyncDispose]());

  const of = async (who: string, variables: object = {}): Promise<Shown> =>
    expectOk<{ viewer: { notifications: Shown } }>(await world.ask(gateway, who, query, { first: 20, ...variables }))
      .viewer.notifications;
  const titles = async (who: string): Promise<string[]> => (await of(who)).edges.map(({ node }) => node.title);
  const told = async (): Promise<Record<string, string[]>> => {
    const rows = await world.db.queryText<{ username: string; action: string }>(
      `select username, coalesce(action, kind) as action from notifications.notification n
       join identity.account a on a.id = n.account_id order by n.id`,
    );
    const all: Record<string, string[]> = {};
    for (const { username, action } of rows) (all[username] ??= []).push(action);
    return all;
  };
  const move = async (payload: GivenTransition): Promise<void> => {
    await world.transitions({ number: 'JH-7', suggestionId: 's7', ownerId: ids['owner']!, ...payload });
    await gateway.notifications?.catchUp();
  };
  beforeEach(() => world.db.queryText('truncate notifications.notification cascade'));

  it('tells those whom a dispatch concerns, in their language, and nobody else', async () => {
    await move({
      action: A.DISPATCH,
      toStatus: S.DISPATCHED,
      leadUnitId: 'u1',
      assistUnitIds: ['u2'],
      representativeId: 'r1',
      actorId: ids['officer']!,
    });
    expect(await told()).toEqual({
      owner: ['DISPATCH'],
      lead: ['DISPATCH'],
      assist: ['DISPATCH'],
      deputy: ['DISPATCH'],
    });
    expect((await of('lead')).edges[0]?.node).toEqual({
      id: expect.any(String),
      kind: 'SUGGESTION_MOVED',
      at: world.clock.now().toISOString(),
      title: 'JH-7 was dispatched',
      action: 'DISPATCH',
      readAt: null,
      suggestion: { id: 's7', title: 'title of s7' },
    });
    expect(await of('stranger')).toMatchObject({ unreadCount: 0, totalCount: 0, edges: [] });
  });

  it('tells nobody of what they did themselves', async () => {
    await move({ action: A.COLLECT, actorRole: ActorRole.LIAISON_OFFICER, actorId: ids['officer']! });
    expect(await told()).toEqual({});
    await move({ action: A.COLLECT, actorRole: ActorRole.CONSTITUENT, actorId: ids['owner']! });
    expect(await told()).toEqual({ officer: ['COLLECT'] });
  });

  it('tells the offices above of a return, and the unit of what became of it', async () => {
    await move({ action: A.REQUEST_RETURN, toStatus: S.RETURN_PENDING, leadUnitId: 'u1', actorId: ids['lead']! });
    expect(await told()).toEqual({ city: ['REQUEST_RETURN'] });
    await move({ action: A.APPROVE_RETURN, toStatus: S.ADMITTED, formerUnitId: 'u1' });
    expect(await told()).toMatchObject({ lead: ['APPROVE_RETURN'], officer: ['APPROVE_RETURN'] });
  });

  it('tells the office and the inspection room of an escalation', async () => {
    await move({ action: A.EVALUATE, toStatus: S.ESCALATED, leadUnitId: 'u1', actorId: ids['owner']! });
    expect(Object.keys(await told()).sort()).toEqual(['city', 'inspector', 'lead', 'officer']);
    expect(await titles('inspector')).toEqual(['JH-7 was escalated']);
  });

  it('tells a clerk that an endpoint was disabled', async () => {
    const event = webhookChanged.create({
      aggregateType: 'webhook',
      aggregateId: 'w1',
      aggregateVersion: 2,
      payload: { webhookId: 'w1', action: 'DISABLED_GONE', regionCode: regions.city, createdBy: ids['city']! },
      topics: [],
      occurredAt: world.clock.now(),
    });
    await world.write(event);
    await gateway.notifications?.catchUp();
    expect(await told()).toEqual({ city: ['WEBHOOK_DISABLED'] });
    expect((await of('city')).edges[0]?.node).toMatchObject({ suggestion: null, kind: 'WEBHOOK_DISABLED' });
  });

  it('tells a deputy of an answered objection and of a record that was decided', async () => {
    const about = { aggregateVersion: 1, topics: [], occurredAt: world.clock.now() };
    for (const state of ['OPEN', 'UPHELD'] as const) {
      const payload = { objectionId: 'ob1', periodId: 'p1', representativeId: 'r1', state };
      await world.write(
        indexObjectionChanged.create({ ...about, aggregateType: 'index_objection', aggregateId: 'ob1', payload }),
      );
    }
    const payload = { recordId: 're1', representativeId: 'r1', kind: DutyRecordKind.TRAINING, on: '2026-03-01' };
    await world.write(
      dutyRecordApproved.create({
        ...about,
        aggregateType: 'duty_record',
        aggregateId: 're1',
        payload: { ...payload, withdrawn: false },
      }),
    );
    await world.write(
      dutyRecordRejected.create({
        ...about,
        aggregateType: 'duty_record',
        aggregateId: 're2',
        payload: { ...payload, recordId: 're2' },
      }),
    );
    await gateway.notifications?.catchUp();
    expect(await told()).toEqual({ deputy: ['OBJECTION_ANSWERED', 'DUTY_RECORD_DECIDED', 'DUTY_RECORD_DECIDED'] });
    expect(await titles('deputy')).toEqual([
      'The office has decided about a record of yours; see your duty archive',
      'The office has decided about a record of yours; see your duty archive',
      'Your objection to your duty index was answered; see the answer',
    ]);
  });

  it('has migrations that can be taken back, with what they allowed', async () => {
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

  it('shows of a suggestion what may be seen when it is read', async () => {
    await move({ suggestionId: 'hidden-1', action: A.ADMIT });
    expect((await of('owner')).edges[0]?.node).toMatchObject({ title: 'JH-7 was admitted', suggestion: null });
  });

  it('pages, filters and marks, again with the same end', async () => {
    for (const number of ['N1', 'N2', 'N3', 'N4', 'N5']) await move({ number, action: A.ADMIT });
    const first = await of('owner', { first: 2 });
    expect(first).toMatchObject({ unreadCount: 5, totalCount: 5, pageInfo: { hasNextPage: true } });
    const second = await of('owner', { first: 2, after: first.pageInfo.endCursor });
    expect([...first.edges, ...second.edges].map(({ node }) => node.title.slice(0, 2))).toEqual([
      'N5',
      'N4',
      'N3',
      'N2',
    ]);

    const read = (input: object, who = 'owner') => world.ask(gateway, who, mark, { input });
    const n4 = first.edges[1]!.node.id;
    for (let time = 0; time < 2; time += 1) {
      expect(expectOk(await read({ ids: [n4, 'x', '99999999'] }))).toEqual({
        markNotificationsRead: { unreadCount: 4 },
      });
    }
    expect(expectOk(await read({ ids: [n4] }, 'stranger'))).toEqual({ markNotificationsRead: { unreadCount: 0 } });
    const unread = await of('owner', { unreadOnly: true });
    expect(unread.totalCount).toBe(4);
    expect(unread.edges.map(({ node }) => node.title.slice(0, 2))).toEqual(['N5', 'N3', 'N2', 'N1']);
    const readAt = (await of('owner')).edges[1]?.node.readAt;
    world.clock.advance(60_000);
    for (let time = 0; time < 2; time += 1) {
      expect(expectOk(await read({ upTo: n4 }))).toEqual({ markNotificationsRead: { unreadCount: 1 } });
    }
    expect((await of('owner')).edges[1]?.node.readAt).toBe(readAt);
    expectErrorCode(await read({}), 'INVALID_INPUT');
    expectErrorCode(await read({ ids: [n4], upTo: n4 }), 'INVALID_INPUT');
    expectErrorCode(await world.ask(gateway, 'owner', query, { first: 101 }), 'PAGE_TOO_LARGE');
  });

  it('tells once what comes twice, and nothing of what is long past', async () => {
    const again = async (): Promise<Record<string, string[]>> => {
      await world.db.queryText('update notifications.consumer_checkpoint set position = 0');
      await world.db.queryText('delete from notifications.inbox');
      await gateway.notifications?.catchUp();
      return told();
    };
    await move({ action: A.ADMIT });
    const once = await again();
    expect(once['owner']).toContain('ADMIT');
    expect(await again()).toEqual(once);
    await world.db.queryText('truncate notifications.notification cascade');
    world.clock.advance(8 * 86_400_000);
    expect(await again()).toEqual({});
  });

  it('asks identity for grants and for nothing else', async () => {
    const db = await world.as('notifications');
    await expect(db.queryText('select username from identity.account')).rejects.toThrow('permission denied');
    await expect(db.queryText('select hash from identity.refresh_token')).rejects.toThrow('permission denied');
    expect(await db.queryText('select role from identity.account_grant limit 1')).toHaveLength(1);
  });
});
