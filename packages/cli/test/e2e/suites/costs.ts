import { defaultGatewayLimits } from '@lianxin/gateway';
import { expectErrorCode, expectOk } from '@lianxin/testing';
import { type Answered, bearer, documentOf } from '../client.js';
import type { World } from '../e2e-world.js';

const { budgets } = defaultGatewayLimits;

/** Every region, and everything in it. */
const tooMuch = `query TooMuch($first: Int!) { regions(first: $first) { edges { node {
  stations(first: $first) { edges { node { name suggestions(first: $first) { edges { node { title } } } } } } } } } }`;

/** What operations cost, and what they may. */
export function describeCosts(world: () => World): void {
  describe('the cost of an operation', () => {
    const preview = async (document: string, variables: object): Promise<Answered> =>
      expectOk<Answered>(await world().send('analyst', 'Preview', { document, variables })).operationCost;

    it('is previewed by the analyst as the gateway counts it', async () => {
      const { send } = world();
      const few = await preview(documentOf('CrossCut'), { first: 10 });
      expect(few).toEqual({ cost: 321, budget: budgets.ANALYST, depth: 10, nodes: 321, allowed: true });
      expect((await preview(documentOf('CrossCut'), { first: 20 })).cost).toBe(641);
      const written = documentOf('CrossCut').replaceAll('$first: Int!', '$unused: Int = 1').replaceAll('$first', '10');
      expectErrorCode(await send('analyst', 'Preview', { document: written }), 'GRAPHQL_VALIDATION_FAILED');
      expect(await preview(written.replace('($unused: Int = 1)', ''), {})).toEqual(few);
      expect(await preview(tooMuch, { first: 100 })).toMatchObject({ budget: budgets.ANALYST, allowed: false });
    });

    it('beyond the budget is refused with both, and within it answered', async () => {
      const { post, signIn } = world();
      const headers = { ...bearer(await signIn('analyst')), 'accept-language': 'en' };
      const { cost } = await preview(tooMuch, { first: 100 });
      const refused = await post({ query: tooMuch, variables: { first: 100 } }, headers);
      expect([refused.status, refused.data]).toEqual([400, undefined]);
      expect(expectErrorCode(refused, 'OPERATION_TOO_COSTLY')).toContain(`costs ${cost} and your budget is`);
      expect(refused.errors?.[0]?.extensions).toMatchObject({ cost, budget: budgets.ANALYST });
      expectOk(await post({ query: tooMuch, variables: { first: 10 } }, headers));
    });
  });
}
