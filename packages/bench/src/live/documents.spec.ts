import { readMessage } from './documents.js';

const message = (suggestion: object, type = 'next'): string =>
  JSON.stringify({ id: '1', type, payload: { data: { stationFeed: { cursor: 'c', suggestion } } } });
const whole = { id: 's', station: { name: '站', region: { name: '区' } }, leadUnit: { name: '单位' } };

test('an event counts only with both of its hops', () => {
  expect(readMessage(message(whole)).cursor).toBe('c');
  expect(() => readMessage(message({ ...whole, leadUnit: { name: '' } }))).toThrow('without its hops');
  expect(() => readMessage(message(whole, 'error'))).toThrow('Not an event');
  expect(() => readMessage(JSON.stringify({ type: 'next', payload: { errors: [{}] } }))).toThrow('Not an event');
});
