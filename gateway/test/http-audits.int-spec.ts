import { serverAudits } from 'graphql-http';
import { createWorld, type World } from './gateway-world.js';

describe('the GraphQL over HTTP audits', () => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld();
  });
  afterAll(() => world[Symbol.asyncDispose]());

  const audits = serverAudits({ url: () => `${world.url}/graphql`, fetchFn: fetch });

  it.each(audits.map((audit) => [audit.id, audit.name, audit] as const))('%s %s', async (_id, _name, audit) => {
    const result = await audit.fn();
    // A notice is about what the specification leaves open; anything else is a fault of ours.
    const found = 'reason' in result ? { status: result.status, reason: result.reason } : { status: result.status };
    expect(found).toEqual(
      result.status === 'notice' ? { status: 'notice', reason: expect.any(String) } : { status: 'ok' },
    );
  });

  it('are all there', () => {
    expect(audits.length).toBeGreaterThan(60);
  });
});
