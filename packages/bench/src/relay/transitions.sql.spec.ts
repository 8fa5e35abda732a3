import { suggestionTransitioned } from '@lianxin/events';
import { bareTransition, bareUpdate, bareValues, keyedTransition, keyValues } from './transitions.sql.js';

const parametersIn = (text: string): number => new Set(text.match(/\$\d+/g)).size;

test('the statement by hand has a value for each of its parameters', () => {
  const at = new Date(0);
  const history = {
    event_id: 'e',
    subject_id: 'a',
    version: 2,
    action: 'ACCEPT',
    from_status: 'DISPATCHED',
    to_status: 'IN_PROGRESS',
    at,
    business_date: '1970-01-01',
    actor_role: 'UNIT_CLERK',
    actor_name: 'n',
  };
  const event = {
    eventId: 'e',
    type: suggestionTransitioned.type,
    version: 1,
    aggregateType: 'suggestion',
    aggregateId: 'a',
    aggregateVersion: 2,
    payload: {},
    topics: [],
    actor: null,
    causationId: null,
    requestId: null,
    occurredAt: at,
  };
  const values = bareValues('a', 1, history, event);
  expect(values).toHaveLength(parametersIn(bareTransition.text));
  const key = { account_id: 'a', key: 'k', operation: 'o', input_hash: 'h', created_at: at.toISOString() };
  expect([...values, ...keyValues(key, {})]).toHaveLength(parametersIn(keyedTransition.text));
  expect(values.slice(0, 4)).toEqual(['a', 1, 'IN_PROGRESS', at]);
  expect(parametersIn(bareUpdate.text)).toBe(4);
});
