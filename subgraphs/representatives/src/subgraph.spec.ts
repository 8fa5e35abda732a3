import { composeServices } from '@theguild/federation-composition';
import { parse } from 'graphql';
import { representativesSchema } from './subgraph.js';

describe('the graph of representatives', () => {
  const { sdl } = representativesSchema();

  it('composes with the subgraph that owns the regions', () => {
    const regions = `
      extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])
      type Query { region(code: ID!): Region }
      type Region @key(fields: "code") { code: ID! name: String! }`;
    const composed = composeServices([
      { name: 'representatives', typeDefs: parse(sdl) },
      { name: 'regions', typeDefs: parse(regions) },
    ]);
    expect(composed.errors).toBeUndefined();
    expect(composed.supergraphSdl).toContain('type Representative');
  });

  it('owns deputies, mandates and delegations, and leaves the index to its own module', () => {
    for (const name of ['Representative', 'Mandate', 'Delegation'])
      expect(sdl).toContain(`type ${name} @key(fields: "id")`);
    expect(sdl).toContain('type RepresentativeConnection @shareable');
    expect(sdl).not.toContain('dutyIndex');
  });
});
