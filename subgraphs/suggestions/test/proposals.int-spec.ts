import { randomUUID } from 'node:crypto';
import type { Principal } from '@lianxin/subgraph-kit';
import { expectOk } from '@lianxin/testing';
import { correctProposals, registerProposals } from '../src/index.js';
import { proposalChanged, proposalRegistered } from '@lianxin/events';
import { maySeeProposal, proposalScopeOf } from '../src/proposal/proposal.policy.js';
import { DisclosureConsent, ProposalStatus } from '../src/proposal/proposal.enums.js';
import type { ProposalInput } from '../src/proposal/proposal-row.js';
import { suggestionsWorld, type SuggestionsWorld } from './suggestions-world.js';

/** An answer as it was parsed: tests look into it as they expect it to be. */
type Answered = ReturnType<typeof JSON.parse>;

const city = ['330000000000', '330700000000'];

describe('proposals', () => {
  let world: SuggestionsWorld;
  const [coSigner, other] = [randomUUID(), randomUUID()];

  const proposal = (number: string, change: Partial<ProposalInput> = {}): ProposalInput => ({
    number,
    title: `关于${number}的建议`,
    content: `正文${number}`,
    leadProposerId: world.representativeId,
    coSignerIds: [coSigner, other],
    regionPath: city,
    leadUnitId: world.unitId('U2'),
    status: 'CLOSED',
    submittedAt: new Date('2026-01-15T02:00:00Z'),
    dueOn: '2026-04-20',
    resultClass: 'A',
    attitudeRating: 'SATISFIED',
    outcomeRating: 'BASICALLY_SATISFIED',
    disclosureConsent: 'FULL',
    ...change,
  });

  beforeAll(async () => {
    world = await suggestionsWorld();
    const counts = await registerProposals(world, [
      proposal('A1', { submittedAt: new Date('2026-01-10T02:00:00Z') }),
      proposal('A2', { disclosureConsent: 'TITLE_ONLY', submittedAt: new Date('2026-01-11T02:00:00Z') }),
      proposal('A3', { disclosureConsent: 'NONE', submittedAt: new Date('2026-01-12T02:00:00Z') }),
      proposal('A4', {
        leadProposerId: other,
        coSignerIds: [],
        leadUnitId: null,
        submittedAt: new Date('2026-01-13T02:00:00Z'),
      }),
      proposal('draft', {
        number: null,
        status: 'DRAFT',
        submittedAt: null,
        leadUnitId: null,
        resultClass: null,
        outcomeRating: null,
        attitudeRating: null,
      }),
    ]);
    expect(counts).toEqual({ added: 5, unchanged: 0 });
    expect(await registerProposals(world, [proposal('A1')])).toEqual({ added: 0, unchanged: 1 });
  });

  afterAll(() => world[Symbol.asyncDispose]());

  const list = `query ($filter: ProposalFilter, $first: Int = 20, $after: String) { proposals(first: $first, after: $after, filter: $filter) {
    totalCount pageInfo { endCursor hasNextPage } edges { node { id number title content resultClass attitudeRating outcomeRating } } } }`;
  const listFor = async (who: Parameters<SuggestionsWorld['send']>[0], variables: object = {}): Promise<Answered> =>
    expectOk<Answered>(await world.send(who, list, { ...variables })).proposals;
  const numbers = (page: Answered): string[] => page.edges.map(({ node }: Answered) => node.number);

  it('is public as far as the deputy consents', async () => {
    const page = await listFor(null);
    expect(page.totalCount).toBe(3);
    expect(numbers(page)).toEqual(['A4', 'A2', 'A1']);
    expect(page.edges.map(({ node }: Answered) => node.content)).toEqual(['正文A4', null, '正文A1']);
    expect(page.edges.every(({ node }: Answered) => node.outcomeRating === null && node.resultClass === 'A')).toBe(
      true,
    );
  });

  it('shows proposers, office and lead unit what concerns them', async () => {
    expect(numbers(await listFor('deputy'))).toEqual([null, 'A4', 'A3', 'A2', 'A1']);
    const office = await listFor('office');
    expect(numbers(office)).toEqual([null, 'A4', 'A3', 'A2', 'A1']);
    expect(office.edges[3].node).toMatchObject({ content: '正文A2', outcomeRating: 'BASICALLY_SATISFIED' });
    // U2 is the lead unit: it reads what it answers, never how it was rated.
    const unit = await listFor('otherUnit');
    expect(numbers(unit)).toEqual(['A4', 'A3', 'A2', 'A1']);
    expect(unit.edges[1].node).toMatchObject({ content: '正文A3', attitudeRating: null, outcomeRating: null });
    expect(numbers(await listFor('unit'))).toEqual(['A4', 'A2', 'A1']);
    const analyst = await listFor('analyst');
    expect(numbers(analyst)).toEqual(['A4', 'A2', 'A1']);
    expect(analyst.edges[2].node).toMatchObject({ attitudeRating: 'SATISFIED', outcomeRating: 'BASICALLY_SATISFIED' });
  });

  it('filters and pages, the newest first', async () => {
    expect(numbers(await listFor('office', { filter: { representativeId: coSigner } }))).toEqual([
      null,
      'A3',
      'A2',
      'A1',
    ]);
    expect(numbers(await listFor('office', { filter: { status: ['DRAFT'] } }))).toEqual([null]);
    expect(numbers(await listFor('office', { filter: { unitId: world.unitId('U2'), text: 'A2' } }))).toEqual(['A2']);
    expect((await listFor('office', { filter: { regionCode: '330800' } })).totalCount).toBe(0);
    expect((await listFor('office', { filter: { regionCode: '330000', unitId: 'no-id' } })).totalCount).toBe(0);
    const first = await listFor('office', { first: 3 });
    expect(first.pageInfo.hasNextPage).toBe(true);
    const foreign = await world.send('office', list, { after: Buffer.from('["x"]').toString('base64url') });
    expect(foreign.errors).toMatchObject([{ originalError: { code: 'INVALID_CURSOR' } }]);
    expect(numbers(await listFor('office', { first: 3, after: first.pageInfo.endCursor }))).toEqual(['A2', 'A1']);
  });

  it('answers a hidden proposal like a missing one, on every way to it', async () => {
    const hidden = (await listFor('office')).edges.find(({ node }: Answered) => node.number === 'A3').node.id;
    const document = `query ($id: ID!, $representations: [_Any!]!) { proposal(id: $id) { number leadUnit { code }
        leadProposer { id } region { code } coSigners(first: 1) { totalCount pageInfo { hasNextPage endCursor } edges { node { id } } } }
      _entities(representations: $representations) { ... on Proposal { number } } }`;
    const variables = {
      id: hidden,
      representations: [
        { __typename: 'Proposal', id: hidden },
        { __typename: 'Proposal', id: 'no-id' },
      ],
    };
    const none = { proposal: null, _entities: [null, null] };
    for (const who of [null, 'stranger', 'unit', 'analyst'] as const)
      expect(expectOk(await world.send(who, document, variables))).toEqual(none);
    expect(expectOk<Answered>(await world.send('deputy', document, variables))).toMatchObject({
      proposal: {
        number: 'A3',
        leadUnit: { code: 'U2' },
        leadProposer: { id: world.representativeId },
        region: { code: '330700000000' },
        coSigners: { totalCount: 2, pageInfo: { hasNextPage: true }, edges: [{ node: { id: coSigner } }] },
      },
      _entities: [{ number: 'A3' }, null],
    });
  });

  it('tells of a proposal whole, and of each correction on the next version', async () => {
    const told = (id: string): Promise<Answered[]> =>
      world.db.queryText(
        `select type, aggregate_version as version, payload, topics from outbox where aggregate_id = $1 order by id`,
        [id],
      );
    const known = { ...proposal('C1', { status: 'FILED', coSignerIds: [coSigner] }) };
    await registerProposals(world, [known]);
    const [{ id }] = (await world.db.queryText<{ id: string }>(`select id from proposal where number = 'C1'`)) as [
      { id: string },
    ];
    const submittedAt = '2026-01-15T02:00:00.000Z';
    const state = {
      number: 'C1',
      status: 'FILED',
      regionCode: city.at(-1),
      leadProposerId: world.representativeId,
      leadUnitId: world.unitId('U2'),
      coSigners: [{ representativeId: coSigner, confirmedAt: submittedAt }],
      submittedAt,
    };
    const topics = [`proposal:${id}`, `region:${city.at(-1)}`];
    const deputies = [world.representativeId, coSigner].map((each) => `representative:${each}`);
    const registered = { type: proposalRegistered.type, version: 1, payload: { id, ...state } };
    expect(await told(id)).toEqual([{ ...registered, topics: [...topics, ...deputies] }]);

    expect(await correctProposals(world, [{ ...known, id }])).toEqual({ corrected: 0, unchanged: 1 });
    const joined = { ...known, id: id.toUpperCase(), coSignerIds: [other, coSigner] };
    expect(await correctProposals(world, [joined])).toEqual({ corrected: 1, unchanged: 0 });
    const withdrawn = { ...joined, status: 'WITHDRAWN' as const };
    const stranger = { ...withdrawn, id: randomUUID() };
    await expect(correctProposals(world, [withdrawn, stranger])).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    await Promise.all([1, 2, 3].map(() => correctProposals(world, [withdrawn])));
    const coSigners = [other, coSigner].map((representativeId) => ({ representativeId, confirmedAt: submittedAt }));
    expect((await told(id)).slice(1)).toMatchObject([
      { type: proposalChanged.type, version: 2, payload: { proposalId: id, status: 'FILED', coSigners } },
      { type: proposalChanged.type, version: 3, payload: { proposalId: id, status: 'WITHDRAWN', coSigners } },
    ]);
    expect((await listFor(null, { filter: { text: 'C1' } })).totalCount).toBe(0);
  });

  it('adds proposals to deputies with a constant number of statements', async () => {
    const deputies = Array.from({ length: 50 }, () => randomUUID());
    await registerProposals(
      world,
      deputies.map((id, n) => proposal(`B${n}`, { leadProposerId: id, coSignerIds: [] })),
    );
    const document = `query ($representations: [_Any!]!) { _entities(representations: $representations) {
      ... on Representative { id proposals(first: 3) { totalCount edges { node { number resultClass outcomeRating leadUnit { code } coSigners { edges { node { id } } } } } } } } }`;
    const ask = async (ids: readonly string[]): Promise<{ entities: Answered[]; statements: number }> => {
      let statements = 0;
      const stop = world.db.onQuery(({ name }) => {
        if (name !== 'wake_relay') statements++;
      });
      const representations = ids.map((id) => ({ __typename: 'Representative', id }));
      const { _entities: entities } = expectOk<Answered>(await world.send('analyst', document, { representations }));
      stop();
      return { entities, statements };
    };
    const one = await ask([coSigner]);
    expect(one.entities[0].proposals).toMatchObject({
      totalCount: 2,
      edges: [{ node: { number: 'A2' } }, { node: { number: 'A1', outcomeRating: 'BASICALLY_SATISFIED' } }],
    });
    const all = await ask([...deputies, 'no-id']);
    expect(all.statements).toBe(one.statements);
    expect(all.entities.slice(0, 50).every(({ proposals }) => proposals.totalCount === 1)).toBe(true);
    expect(all.entities[50].proposals.totalCount).toBe(0);
  });

  it('decides in SQL as the policy does: every status, consent and player', async () => {
    await registerProposals(
      world,
      Object.values(ProposalStatus).flatMap((status) =>
        Object.values(DisclosureConsent).map((disclosureConsent) =>
          proposal(`M-${status}-${disclosureConsent}`, { status, disclosureConsent }),
        ),
      ),
    );
    const rows = await world.db.queryText<Answered>(
      `select number, status, disclosure_consent as "disclosureConsent", region_path as "regionPath", lead_proposer_id as "leadProposerId",
         lead_unit_id as "leadUnitId", '{}'::text[] as "coSignerIds" from proposal where number like 'M-%' order by id desc`,
    );
    expect(rows).toHaveLength(Object.keys(ProposalStatus).length * 3);
    const players: (Principal | null)[] = [null, ...Object.values(world.people)];
    const names = [null, ...Object.keys(world.people)] as Parameters<SuggestionsWorld['send']>[0][];
    for (const [index, principal] of players.entries()) {
      const expected = rows
        .filter((row) => maySeeProposal(proposalScopeOf(principal), row))
        .map(({ number }) => number);
      const seen = numbers(await listFor(names[index] ?? null, { first: 100, filter: { text: 'M-' } }));
      expect(seen).toEqual(expected);
    }
  });
});
