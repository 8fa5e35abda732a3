import { composeServices } from '@theguild/federation-composition';
import { parse } from 'graphql';
import { stationsSchema } from './subgraph.js';

describe('the graph of stations', () => {
  const { sdl } = stationsSchema();

  it('composes', () => {
    const composed = composeServices([{ name: 'stations', typeDefs: parse(sdl) }]);
    expect(composed.errors).toBeUndefined();
    expect(composed.supergraphSdl).toContain('type Station');
  });

  it('owns its entities and adds the stations of a deputy', () => {
    for (const name of ['Region', 'Grid', 'Station', 'ReceptionSession', 'Activity', 'Representative']) {
      expect(sdl).toMatch(new RegExp(`type ${name} @key\\(fields: "(id|code)"\\)`));
    }
    expect(sdl).toContain('type RepresentativeConnection @shareable');
  });
});
