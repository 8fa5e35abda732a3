import { type Principal, Role } from '@lianxin/subgraph-kit';
import { expectOk } from '@lianxin/testing';
import { findSuggestion, suggestionsShown } from '../src/suggestion/suggestion.store.js';
import { maySee, visibilityOf } from '../src/suggestion/suggestion.policy.js';
import { suggestionsWorld, type SuggestionsWorld } from './suggestions-world.js';

interface OnePage {
  readonly suggestions: { pageInfo: { hasNextPage: boolean; endCursor: string }; edges: { node: { id: string } }[] };
}

describe('who may see which suggestions', () => {
  let world: SuggestionsWorld;
  const ids: string[] = [];
  beforeAll(async () => {
    world = await suggestionsWorld();
    const { unitId, representativeId } = world;
    const admit = async (it: Record<string, unknown>) =>
      world.command('liaison', 'admitSuggestion', {
        id: it['id'],
        expectedVersion: it['version'],
        categoryCode: 'c1',
        urgency: 'NORMAL',
      });
    const dispatch = async (to: Record<string, unknown>) => {
      const it = await admit(await world.collect('liaison'));
      return world.command('office', 'dispatchSuggestion', { id: it['id'], expectedVersion: it['version'], ...to });
    };
    const made = [
      await world.collect('resident'),
      await world.collect('liaison'),
      await admit(await world.collect('stranger', { constituent: { anonymous: true, contactConsent: false } })),
      await dispatch({ leadUnitId: unitId('U1') }),
      await dispatch({ leadUnitId: unitId('U3'), assistUnitIds: [unitId('U2')] }),
      await dispatch({ representativeId }),
    ];
    ids.push(...made.map((it) => String(it['id'])));
  });
  afterAll(() => world[Symbol.asyncDispose]());

  const variants = (): [string, Principal | null][] => {
    const { people } = world;
    const elsewhere: Principal = { ...people.office, regionCode: '330800000000' };
    return [
      ...Object.entries(people),
      ['nobody', null],
      ['an office elsewhere', elsewhere],
      ['a liaison elsewhere', { ...people.liaison, stationId: world.representativeId }],
      ['a role without its scope', { ...people.unit, unitId: undefined }],
      [
        'a constituent who is a deputy',
        { ...people.deputy, accountId: people.resident.accountId, roles: [Role.CONSTITUENT, Role.REPRESENTATIVE] },
      ],
    ];
  };

  it('is the same in the list, by identifier and in the policy, for everybody', async () => {
    const states = (await Promise.all(ids.map((id) => findSuggestion(world.db, id)))).filter((state) => state !== null);
    const seenBy: Record<string, number> = {};
    for (const [name, principal] of variants()) {
      world.people.stranger = principal ?? world.people.stranger;
      const who = principal === null ? null : 'stranger';
      const roster = principal?.representativeId ? [world.stationId] : [];
      const visibility = visibilityOf(principal, roster);
      const expected = states
        .filter((state) => maySee(visibility, state))
        .map(({ id }) => id)
        .sort();

      const source = `query L($station: ID!, $ids: [_Any!]!) {
        suggestions(first: 100) { totalCount edges { node { id } } }
        _entities(representations: $ids) { ... on Suggestion { id } }
        station: _entities(representations: [{ __typename: "Station", id: $station }]) { ... on Station { suggestions(first: 100) { totalCount edges { node { id } } } } } }`;
      const answer = expectOk<{
        suggestions: { totalCount: number; edges: { node: { id: string } }[] };
        _entities: ({ id: string } | null)[];
        station: { suggestions: { totalCount: number; edges: { node: { id: string } }[] } }[];
      }>(
        await world.send(
          who,
          source.replace('$station: ID!, ', '').replace('id: $station', `id: "${world.stationId}"`),
          {
            ids: ids.map((id) => ({ __typename: 'Suggestion', id })),
          },
        ),
      );
      const listed = answer.suggestions.edges.map(({ node }) => node.id).sort();
      expect([name, listed]).toEqual([name, expected]);
      expect([name, answer.suggestions.totalCount]).toEqual([name, expected.length]);
      expect([name, answer._entities.flatMap((it) => (it ? [it.id] : [])).sort()]).toEqual([name, expected]);
      expect([name, answer.station[0]?.suggestions.edges.map(({ node }) => node.id).sort()]).toEqual([name, expected]);
      seenBy[name] = expected.length;
    }
    // What the desk wrote down under the resident's telephone number is the resident's too.
    expect(seenBy).toMatchObject({
      liaison: 6,
      office: 6,
      analyst: 6,
      resident: 5,
      unit: 1,
      otherUnit: 1,
      deputy: 6,
      nobody: 0,
    });
    expect(seenBy).toMatchObject({ 'an office elsewhere': 0, 'a liaison elsewhere': 0, 'a role without its scope': 0 });
  });

  it('reads a suggestion and its unit once for all who ask at one moment, and answers each as who they are', async () => {
    const reads: (string | undefined)[] = [];
    const stop = world.db.onQuery(({ name }) => reads.push(name));
    const document =
      'query ($id: ID!) { suggestion(id: $id) { id leadUnit { code shortName level region { code } } } }';
    const asked = (['office', 'liaison', 'unit', 'otherUnit'] as const).map((who) =>
      world.send(who, document, { id: ids[3] }),
    );
    const answers = await Promise.all(asked);
    stop();
    const shown = { id: ids[3], leadUnit: await unitAsListed('U1') };
    expect(answers.map((answer) => expectOk<{ suggestion: object | null }>(answer).suggestion)).toEqual([
      shown,
      shown,
      shown,
      null,
    ]);
    expect(reads).toEqual([suggestionsShown.name]);
  });

  /** The unit as its own statement reads it. */
  async function unitAsListed(code: string): Promise<object | undefined> {
    const source = '{ handlingUnits(first: 50) { edges { node { code shortName level region { code } } } } }';
    const answer = expectOk<{ handlingUnits: { edges: { node: { code: string } }[] } }>(
      await world.send('office', source),
    );
    return answer.handlingUnits.edges.map(({ node }) => node).find((unit) => unit.code === code);
  }

  it('pages without a gap or a repeat in both directions of every order', async () => {
    const source = `query P($after: String, $order: SuggestionOrder!) { suggestions(first: 2, after: $after, orderBy: $order) {
      totalCount pageInfo { hasNextPage endCursor } edges { node { id } } } }`;
    for (const field of ['DUE_AT', 'COLLECTED_AT', 'UPDATED_AT']) {
      for (const direction of ['ASC', 'DESC']) {
        const seen: string[] = [];
        let after: string | null = null;
        do {
          const answer = await world.send('office', source, { after, order: { field, direction } });
          const { suggestions }: OnePage = expectOk<OnePage>(answer);
          seen.push(...suggestions.edges.map(({ node }) => node.id));
          after = suggestions.pageInfo.hasNextPage ? suggestions.pageInfo.endCursor : null;
        } while (after);
        expect([...seen].sort()).toEqual([...ids].sort());
      }
    }
  });

  it('filters by every condition', async () => {
    const count = async (filter: string): Promise<number> => {
      const answer = await world.send('office', `{ suggestions(filter: { ${filter} }) { totalCount } }`);
      return expectOk<{ suggestions: { totalCount: number } }>(answer).suggestions.totalCount;
    };
    expect(await count('status: [COLLECTED]')).toBe(2);
    expect(await count('stage: [COLLECT]')).toBe(3);
    expect(await count('stage: [DISPATCH], status: [ADMITTED]')).toBe(0);
    expect(await count('light: [GREEN]')).toBe(6);
    expect(await count('light: [RED, YELLOW]')).toBe(0);
    expect(await count('categoryCode: "c1"')).toBe(4);
    expect(await count('regionCode: "330702"')).toBe(6);
    expect(await count('regionCode: "330703"')).toBe(0);
    expect(await count(`unitId: "${world.unitId('U1')}"`)).toBe(1);
    expect(await count(`representativeId: "${world.representativeId}"`)).toBe(1);
    expect(await count('collectedFrom: "2026-03-02", collectedTo: "2026-03-02"')).toBe(6);
    expect(await count('collectedTo: "2026-03-01"')).toBe(0);
    expect(await count('text: "路灯"')).toBe(6);
    expect(await count('text: "%"')).toBe(0);
    world.clock.set('2026-03-30T09:00:00+08:00');
    expect(await count('light: [RED]')).toBe(6);
    world.clock.set('2026-03-02T09:00:00+08:00');
  });
});
