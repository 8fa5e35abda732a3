import { Callers } from './callers.js';

const principal = { accountId: 'a', sessionId: 's', displayName: 'n', roles: [] };

it('knows an account on every connection, then an address, then a connection', () => {
  const callers = new Callers();
  const connections = [{}, {}];
  const account = callers.of({ principal, holder: '203.0.113.1', connection: connections[0] });
  expect(callers.of({ principal: { ...principal, sessionId: 't' }, connection: connections[1] })).toBe(account);
  const address = callers.of({ principal: null, holder: '203.0.113.1', connection: connections[0] });
  expect(address).not.toBe(account);
  expect(callers.of({ principal: null, holder: '203.0.113.1', connection: connections[1] })).toBe(address);
  expect(callers.of({ principal: null, holder: 'a' })).not.toBe(account);
  expect(callers.of({ principal: null, connection: connections[0] })).toBe(connections[0]);
  expect(callers.of({ principal: null })).toBeUndefined();
});
