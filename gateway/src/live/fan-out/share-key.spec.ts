import type { Prepared } from '@lianxin/federation-engine';
import { type Principal, Role } from '@lianxin/subgraph-kit';
import { type FragmentDefinitionNode, Kind, parse } from 'graphql';
import type { GatewayRequest } from '../../guard/gateway-request.js';
import { shareKey } from './share-key.js';
import type { Audience } from '../seat.js';
import { classOf } from './visibility-class.js';

function prepared(document: string): Prepared {
  const { definitions } = parse(document);
  const operation = definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  return { ...(operation && { operation }), fragments };
}

const feed = prepared('subscription($s: ID!, $a: String) { stationFeed(stationId: $s, after: $a) { cursor } }');
const officer = { accountId: 'a', sessionId: 's', displayName: 'n', roles: [Role.LIAISON_OFFICER], stationId: 's1' };
const by = (principal: Principal | null, locale: 'zh' | 'en' = 'en'): GatewayRequest => ({
  requestId: 'r',
  locale,
  principal,
  session: null,
});
const key = (
  of: Prepared,
  variables: Record<string, unknown> | null = { s: 's1' },
  request: GatewayRequest = by(officer),
  topic = 'station:s1',
  audience: Audience = 'CLASS',
): string => shareKey({ prepared: of, variables, request }, { topic, audience });

describe('shareKey', () => {
  it('is the same wherever two subscriptions begin', () => {
    expect(key(feed, { s: 's1', a: 'one' })).toBe(key(feed, { a: 'two', s: 's1', undeclared: 1 }));
    expect(key(feed, { s: 's1' })).not.toBe(key(feed, { s: 's2' }));
    expect(key(feed, { s: 's1' })).not.toBe(key(feed, null));
  });

  it('finds the own cursor behind fragments, and keeps a variable that has another use', () => {
    const spread = prepared(`subscription($a: String) { ...F } fragment F on Subscription { ... on Subscription {
      stationFeed(stationId: "s", after: $a) { cursor } } }`);
    expect(key(spread, { a: '1' })).toBe(key(spread, { a: '2' }));
    const twice = prepared(`subscription($a: String) { stationFeed(stationId: "s", after: $a) { ...S } }
      fragment S on T { suggestions(after: $a) { id } }`);
    expect(key(twice, { a: '1' })).not.toBe(key(twice, { a: '2' }));
    const nested = prepared('subscription($a: String) { stationFeed(stationId: "s") { list(after: $a) { id } } }');
    expect(key(nested, { a: '1' })).not.toBe(key(nested, { a: '2' }));
  });

  it('tells languages and operations apart', () => {
    expect(key(feed, {}, by(officer, 'zh'))).not.toBe(key(feed, {}, by(officer)));
    expect(key(feed)).not.toBe(key(prepared('subscription { stationFeed(stationId: "s1") { at } }')));
  });

  it('leaves the person out, but for a constituent, to whom only the own things are shown', () => {
    const other = { ...officer, accountId: 'b', sessionId: 't', displayName: 'm' };
    expect(key(feed, {}, by(other))).toBe(key(feed, {}, by(officer)));
    const both = { ...officer, roles: [Role.CONSTITUENT, Role.LIAISON_OFFICER] };
    expect(key(feed, {}, by({ ...both, accountId: 'b' }))).not.toBe(key(feed, {}, by(both)));
  });

  it('never lets two accounts share what is told to one of them, or two topics what the words do not tell apart', () => {
    const own = prepared('subscription($a: String) { notificationReceived(after: $a) { cursor } }');
    const of = (accountId: string, audience: Audience, topic = 'notifications:x'): string =>
      key(own, null, by({ ...officer, accountId }), topic, audience);
    expect(of('a', 'ACCOUNT')).toBe(of('a', 'ACCOUNT'));
    expect(of('a', 'ACCOUNT')).not.toBe(of('b', 'ACCOUNT'));
    expect(of('a', 'ACCOUNT')).not.toBe(of('a', 'CLASS'));
    // A source that forgot to name its audience: the topic keeps them apart.
    expect(of('a', 'CLASS', 'notifications:a')).not.toBe(of('b', 'CLASS', 'notifications:b'));
    expect(classOf(by(officer), 'ACCOUNT').principal).toMatchObject({ accountId: 'a', sessionId: '', displayName: '' });
    expect(classOf(by(officer), 'CLASS').principal).toMatchObject({ accountId: '' });
  });

  it.each<Audience>(['CLASS', 'ACCOUNT'])(
    'never lets two of an audience of one %s share, whatever their principals are made of',
    (audience) => {
      const texts = ['', 'a', 'b', '"', '","', 's1', '[]', 'null'];
      const scopes: (Partial<Principal> & Record<string, unknown>)[] = [
        {},
        { scopeOfLater: 'x' },
        { scopeOfLater: 'y' },
      ];
      for (const stationId of texts) for (const unitId of texts) scopes.push({ stationId, unitId });
      for (const text of texts)
        scopes.push({ stationId: text }, { unitId: text }, { representativeId: text }, { regionCode: text });
      const roles: Role[][] = [[], [Role.CONSTITUENT], [Role.UNIT_CLERK], [Role.UNIT_CLERK, Role.ANALYST]];
      const principals: (Principal | null)[] = [null];
      for (const scope of scopes)
        for (const held of roles)
          for (const accountId of ['a', 'b'])
            principals.push({
              ...officer,
              stationId: undefined,
              ...scope,
              roles: held,
              accountId,
            });
      const classes = new Map<string, unknown>();
      for (const principal of principals) {
        const of = by(principal);
        const shared = key(feed, {}, of, 'station:s1', audience);
        const { principal: asClass } = classOf(of, audience);
        if (classes.has(shared)) expect(asClass).toEqual(classes.get(shared));
        else classes.set(shared, asClass);
      }
      const distinct = new Set([...classes.values()].map((asClass) => JSON.stringify(asClass)));
      expect(classes.size).toBe(distinct.size);
    },
  );
});
