import { StatementsBySet } from './statements-by-set.js';

const all = ['status', 'due_at', 'note'];
const made = (set: readonly string[], name: string): string => `${name}: ${set.join()}`;

test('each set has one statement of a kind, with a name of its own', () => {
  const statements = new StatementsBySet<string>(all);
  const ask = (set: string[], kind = 'move'): string => statements.get(set, kind, (...it) => `${kind} ${made(...it)}`);
  const first = ask(['status']);
  expect(first).toMatch(/^move \w+: status$/);
  expect(ask(['status'])).toBe(first);
  expect(ask(['status'], 'close')).toBe(first.replace('move', 'close'));
  expect(ask(['status', 'note'])).not.toMatch(first.slice(0, first.indexOf(':')));
});

test('when there are too many, a new set is written by the one that sets all', () => {
  const statements = new StatementsBySet<string>(all, 2);
  const sets = [['status'], ['note'], ['due_at'], ['status', 'note'], ['note']];
  const written = sets.map((set) => statements.get(set, 'move', made).split(': ')[1]);
  expect(written).toEqual(['status', 'note', all.join(), all.join(), 'note']);
});
