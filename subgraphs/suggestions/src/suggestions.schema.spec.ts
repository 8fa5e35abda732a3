import { parse } from 'graphql';
import { suggestionsSchema } from './suggestions.schema.js';

describe('suggestionsSchema', () => {
  it('builds without a database and is a Federation 2 subgraph', () => {
    const { sdl } = suggestionsSchema();
    expect(() => parse(sdl)).not.toThrow();
    expect(sdl).toContain('type Suggestion @key(fields: "id")');
  });
});
