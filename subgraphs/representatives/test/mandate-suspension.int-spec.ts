import { Role } from '@lianxin/subgraph-kit';
import { keepDutyHouse } from '../src/index.js';
import { type DutyWorld, dutyWorld, person } from './duty-world.js';
import type { Json } from './representatives-harness.js';

const mandateOf = `query ($id: ID!) { representative(id: $id) { hasActiveMandate mandates { id version status
  suspensionGround suspensions { from to } availableActions { action allowed } timeline(first: 5) { edges { node { action note } } } } } }`;

describe('the suspension of a mandate', () => {
  let world: DutyWorld;
  beforeEach(async () => {
    world = await dutyWorld(3);
  });
  afterEach(() => world[Symbol.asyncDispose]());

  const shown = async (who: DutyWorld['office'] | null, index = 0): Promise<Json> =>
    (await world.ask(who, mandateOf, { id: world.deputies[index]!.id })).representative;
  const mandate = async (): Promise<Json> => (await shown(world.office)).mandates[0];
  const suspend = async (input: object = {}, who = world.office): Promise<Json> => {
    const { id, version: expectedVersion } = await mandate();
    const given = { id, expectedVersion, day: '2026-03-04', ground: 'IN_CUSTODY', reason: '市监察委通报' };
    return world.command(who, 'suspendMandate', { ...given, ...input });
  };
  const resume = async (input: object = {}): Promise<Json> => {
    const { id, version: expectedVersion } = await mandate();
    return world.command(world.office, 'resumeMandate', { id, expectedVersion, reason: '不起诉决定', ...input });
  };

  it('takes the deputy out of office from its day on, and back, each step told with all its days', async () => {
    expect(await suspend()).toMatchObject({ status: 'SUSPENDED', suspensions: [{ from: '2026-03-04', to: null }] });
    expect((await shown(null)).hasActiveMandate).toBe(false);
    expect(await suspend()).toMatchObject({ code: 'NOT_IN_STATE' });
    expect(await resume({ day: '2026-03-04' })).toMatchObject({ code: 'MANDATE_DAYS_WRONG' });
    expect(await resume({ day: '2026-03-05' })).toMatchObject({ status: 'ACTIVE' });
    expect((await shown(null)).hasActiveMandate).toBe(true);
    expect(await suspend({ day: '2026-03-04' })).toMatchObject({ code: 'MANDATE_DAYS_WRONG' });
    const told = await world.outbox('representative.mandate_suspensions_changed');
    expect(told.map(({ aggregate_version, payload }) => [aggregate_version, payload.suspensions])).toEqual([
      [2, [{ from: '2026-03-04', to: null }]],
      [3, [{ from: '2026-03-04', to: '2026-03-04' }]],
    ]);
    expect(JSON.stringify(told)).not.toContain('IN_CUSTODY');
  });

  it.each([
    [{ day: '2026-03-06' }, 'MANDATE_DAYS_WRONG'],
    [{ day: '2022-02-28' }, 'MANDATE_DAYS_WRONG'],
    [{ reason: '' }, 'REASON_REQUIRED'],
    [{ expectedVersion: 7 }, 'VERSION_CONFLICT'],
  ])('is refused for %j', async (input, code) => {
    expect(await suspend(input)).toMatchObject({ code });
    expect(await world.outbox('representative.mandate_suspensions_changed')).toEqual([]);
  });

  it('is decided by the office of the congress that the deputy is of, and its grounds are shown to that office alone', async () => {
    const county = person(Role.OFFICE_CLERK, { regionCode: '330702000000' });
    const elsewhere = person(Role.OFFICE_CLERK, { regionCode: '330800000000' });
    const self = { ...world.office, representativeId: world.deputies[0]!.id };
    for (const who of [county, elsewhere, self, world.people[0]!, world.unit]) {
      expect(await suspend({}, who)).toMatchObject({ code: 'ROLE_NOT_PERMITTED' });
    }
    const province = person(Role.OFFICE_CLERK, { regionCode: '330000000000' });
    expect(await suspend({}, province)).toMatchObject({ status: 'SUSPENDED' });
    expect((await shown(world.office)).mandates).toMatchObject([
      {
        suspensionGround: 'IN_CUSTODY',
        availableActions: [
          { action: 'SUSPEND', allowed: false },
          { action: 'RESUME', allowed: true },
        ],
        timeline: { edges: [{ node: { action: 'SUSPEND', note: '市监察委通报' } }] },
      },
    ]);
    for (const who of [county, world.people[0]!, null]) {
      const [seen] = (await shown(who)).mandates;
      expect(seen).toMatchObject({ status: 'SUSPENDED', suspensionGround: null, availableActions: [] });
      expect(seen.timeline.edges).toEqual([]);
    }
  });

  it('excuses what was open, offers nothing meanwhile, and lets nobody claim', async () => {
    const offered = await world.offer();
    const open = await world.offer({ openToRegion: true, kind: 'MICRO_WISH' });
    await suspend();
    const claim = (id: string, expectedVersion: number): Promise<Json> =>
      world.command(world.people[0]!, 'claimDutyTask', { id, expectedVersion });
    expect(await claim(offered.id, 1)).toMatchObject({ code: 'MANDATE_NOT_ACTIVE' });
    await expect(claim(open.id, 0)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const market = '{ claimableTasks(first: 5) { edges { node { id } } } }';
    expect((await world.ask(world.people[0]!, market)).claimableTasks.edges).toMatchObject([
      { node: { id: offered.id } },
    ]);
    await keepDutyHouse(world.subgraph.duty);
    expect((await world.ask(world.people[0]!, market)).claimableTasks.edges).toEqual([]);
    expect((await world.outbox('duty_offer.changed')).at(-1)?.payload).toMatchObject({
      representativeId: world.deputies[0]!.id,
      status: 'CANCELLED',
      excuse: 'MANDATE_INACTIVE',
    });
    const representativeIds = [world.deputies[0]!.id];
    expect(await world.offer({ representativeIds })).toMatchObject({ code: 'REPRESENTATIVE_NOT_ACTIVE' });
    await resume({ day: '2026-03-05' });
    expect(await world.offer({ representativeIds })).toMatchObject({ status: 'OFFERED' });
  });

  it('has one effect for ten who do it at once', async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, () => suspend({ expectedVersion: 1 })));
    expect(answers.filter(({ status }) => status === 'SUSPENDED')).toHaveLength(1);
    expect(answers.filter(({ code }) => code === 'VERSION_CONFLICT')).toHaveLength(9);
  });
});
