import { composeSupergraph } from '@lianxin/federation-engine';
import { gatewaySchemas } from './gateway-schemas.js';

describe('the gateway modules', () => {
  const schemas = gatewaySchemas();

  it('compose with each other, and with whose station it is that live names', () => {
    const suggestions = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable"])
      type Suggestion @key(fields: "id") { id: ID! station: Station! @shareable }
      type Station @key(fields: "id", resolvable: false) { id: ID! }`;
    const members = Object.entries(schemas).map(([name, { sdl }]) => ({ name, sdl }));
    const composed = composeSupergraph([...members, { name: 'suggestions', sdl: suggestions }]);
    expect(composed.errors).toBeUndefined();
    expect(composed.supergraphSdl).toContain('stationFeed');
  });

  it('give live nothing but subscriptions and stubs', () => {
    expect(schemas.live.sdl).toContain('type Suggestion @key(fields: "id", resolvable: false)');
    expect(schemas.live.sdl).not.toContain('signIn');
    expect(schemas.live.schema.getSubscriptionType()?.getFields()).toHaveProperty('unitInbox');
  });

  it('add the duty index to the deputies of another subgraph', () => {
    expect(schemas['duty-index'].sdl).toContain('type Representative @key(fields: "id")');
    expect(schemas['duty-index'].sdl).toMatch(/dutyIndex\([^]*period: PeriodInput\): DutyIndex\n/);
  });

  it('let identity say who is asking', () => {
    expect(schemas.identity.sdl).toContain('union SignInResult = Session | CommandRefused');
    expect(schemas.identity.sdl).toContain('type Viewer @key(fields: "id")');
  });
});
