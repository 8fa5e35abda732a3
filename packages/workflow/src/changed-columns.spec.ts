import { changedColumns, nameOfColumns } from './changed-columns.js';
import type { Transition } from './transition.js';

const columns = ['status', 'due_at', 'units', 'note'];
const step = (before: Transition['row'], row: Transition['row']): Transition => ({ before, row }) as Transition;
const at = (text: string): Date => new Date(`2026-03-01T${text}Z`);

test('values count, not objects, and nothing is null', () => {
  const before = { status: 'A', due_at: at('08:00:00.000'), units: ['u1', 'u2'], note: null };
  expect(changedColumns(columns, [step(before, { status: 'A', due_at: at('08:00'), units: ['u1', 'u2'] })])).toEqual(
    [],
  );
  expect(changedColumns(columns, [step(before, { ...before, due_at: at('08:00:00.001') })])).toEqual(['due_at']);
  expect(changedColumns(columns, [step(before, { ...before, units: ['u2', 'u1'] })])).toEqual(['units']);
  expect(changedColumns(columns, [step(before, { ...before, due_at: null, note: 'x' })])).toEqual(['due_at', 'note']);
});

test('several steps change what any of them changes, in the order of the table', () => {
  expect(changedColumns(columns, [step({}, { note: 'x' }), step({}, { status: 'B' })])).toEqual(['status', 'note']);
});

test('the same columns have one name, others another', () => {
  const names = [[], ['status'], ['note'], ['status', 'note'], columns].map((some) => nameOfColumns(some, columns));
  expect(new Set(names).size).toBe(5);
  expect(nameOfColumns(['note', 'status'], columns)).toBe(names[3]);
});
