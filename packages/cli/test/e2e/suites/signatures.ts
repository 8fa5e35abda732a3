import { signRequest } from '@lianxin/subgraph-kit';
import { type SubgraphName, subgraphNames } from '../../../src/parts.js';
import { patienceMs } from '../client.js';
import type { World } from '../e2e-world.js';

type ManyProcesses = World & { readonly subgraphUrls: Readonly<Record<SubgraphName, string>> };

const json = { 'content-type': 'application/json' };

/** Subgraphs behind HTTP answer the gateway, and nobody else. */
export function describeSignatures(world: () => ManyProcesses): void {
  describe.each(subgraphNames)('%s behind HTTP', (name) => {
    const ask = (body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}): Promise<Response> =>
      fetch(world().subgraphUrls[name], {
        method: 'POST',
        body,
        headers: { ...json, ...headers },
        signal: AbortSignal.timeout(patienceMs),
      });
    const signed = (body: string, { audience = name, nowMs = Date.now() } = {}): Record<string, string> => {
      const principal = {
        accountId: world().cast.accountIds.office,
        sessionId: 's',
        displayName: '章主任',
        roles: [],
        regionCode: '330700000000',
      };
      return signRequest(
        world().keys.gatewaySignature,
        audience,
        { requestId: 'direct', principal, locale: 'en' },
        body,
        nowMs,
      );
    };
    const entity = {
      representatives: 'Representative',
      stations: 'Station',
      suggestions: 'Suggestion',
      projects: 'LivelihoodProject',
    }[name];
    const bodies = [
      { query: '{ __typename }' },
      { query: '{ _service { sdl } }' },
      {
        query: 'query ($of: [_Any!]!) { _entities(representations: $of) { __typename } }',
        variables: { of: [{ __typename: entity, id: 'x' }] },
      },
    ].map((body) => JSON.stringify(body));

    it('answers nothing without a signature, _service and _entities included', async () => {
      for (const body of [...bodies, 'not even JSON', '']) {
        const forged: Record<string, string>[] = [
          {},
          { 'x-lianxin-context': 'e30' },
          { ...signed(body), 'x-lianxin-signature': 'AAAA' },
        ];
        for (const headers of forged) {
          const answer = await ask(body, headers);
          expect([answer.status, await answer.json()]).toMatchObject([
            401,
            { errors: [{ extensions: { code: 'SIGNATURE_REQUIRED' } }] },
          ]);
        }
      }
    });

    it.each([
      ['is too long, also to who is still sending it', 'x'.repeat(3_000_000)],
      ['is no UTF-8', Uint8Array.of(0xff, 0xfe)],
    ])('says that a body %s', async (_fault, body) => {
      const answer = await ask(body);
      expect([answer.status, await answer.json()]).toMatchObject([
        400,
        { errors: [{ extensions: { code: 'INVALID_INPUT' } }] },
      ]);
    });

    it('takes no signature of another body, of another subgraph, of another time', async () => {
      const body = '{"query":"{ __typename }"}';
      expect(await (await ask(body, signed(body))).json()).toEqual({ data: { __typename: 'Query' } });
      const other = subgraphNames.find((one) => one !== name);
      for (const [sent, headers] of [
        [`${body} `, signed(body)],
        [body, signed(body, { audience: other })],
        [body, signed(body, { nowMs: Date.now() - 60_000 })],
        [body, signed(body, { nowMs: Date.now() + 60_000 })],
      ] as const) {
        expect((await ask(sent, headers)).status).toBe(401);
      }
    });

    it('tells its health without one', async () => {
      const origin = new URL(world().subgraphUrls[name]).origin;
      expect((await fetch(`${origin}/health/live`)).status).toBe(200);
      expect((await fetch(`${origin}/health/ready`)).status).toBe(200);
      expect((await fetch(`${origin}/graphql?query={__typename}`)).status).toBe(404);
    });
  });
}
