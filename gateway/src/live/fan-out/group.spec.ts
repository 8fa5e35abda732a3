import { setImmediate } from 'node:timers/promises';
import type { Delivery, Form } from './delivery.js';
import { Group } from './group.js';
import type { Member } from './member.js';

const plain: Form = { write: (json) => Buffer.concat([json, Buffer.from(' ')]) };

class Reader implements Member {
  last = 0;
  readonly writes: string[] = [];
  told = '';
  isStalled = false;
  isRevoked = false;
  resumesFrom: number | undefined;
  ended = false;

  stands(): boolean {
    return !this.isRevoked;
  }

  deliver(delivery: Delivery): boolean {
    if (this.isStalled) return false;
    this.writes.push(delivery.as(plain).toString());
    this.told = this.writes.join('');
    return true;
  }

  cutOff(last: number): void {
    this.resumesFrom = last;
  }

  finish(): void {
    this.ended = true;
  }
}

const manyTurns = 600;

function crowd(size: number): { group: Group; readers: Reader[] } {
  const group = new Group(0, () => undefined);
  const readers = Array.from({ length: size }, () => new Reader());
  for (const reader of readers) group.add(reader, 0);
  return { group, readers };
}

const deliver = (group: Group, position: number, text = `${position}`): Promise<void> =>
  group.deliver({ json: Buffer.from(text), position });

test('a result goes to everybody at once while nothing else is on its way', async () => {
  const { group, readers } = crowd(3);
  for (const position of [1, 2, 3]) {
    void deliver(group, position);
    expect(readers.map(({ writes }) => writes.at(-1))).toEqual(readers.map(() => `${position} `));
  }
  await group.finish();
  expect(readers.map(({ told }) => told)).toEqual(readers.map(() => '1 2 3 '));
  expect(readers.every(({ ended }) => ended)).toBe(true);
});

test('results that come during a round go together in the next one, in order, in one write a member', async () => {
  const { group, readers } = crowd(manyTurns);
  for (const position of [1, 2, 3, 4]) await deliver(group, position);
  await group.finish();
  expect(new Set(readers.map(({ writes }) => writes.join('|')))).toEqual(new Set(['1 |2 3 4 ']));
});

test('whoever joins during a round gets what comes behind its place, and nothing twice', async () => {
  const { group, readers } = crowd(manyTurns);
  await deliver(group, 1);
  await deliver(group, 2);
  expect(group.progress).toBe(2);
  const late = new Reader();
  group.add(late, 2);
  await deliver(group, 3);
  await setImmediate();
  await deliver(group, 4);
  await group.finish();
  expect(late.told).toBe('3 4 ');
  expect(new Set(readers.map(({ told }) => told))).toEqual(new Set(['1 2 3 4 ']));
});

test('a member that is revoked during a round gets nothing more, and one that left is passed over', async () => {
  const { group, readers } = crowd(manyTurns);
  const [left, last] = readers.slice(-2);
  if (!last || !left) throw new Error('nobody');
  await deliver(group, 1);
  last.isRevoked = true;
  group.remove(left);
  await deliver(group, 2);
  await group.finish();
  expect([last.told, left.told]).toEqual(['', '']);
  expect(readers[0]?.told).toBe('1 2 ');
});

test('a reader that is too slow is cut off at the last event that it was given whole', async () => {
  const { group, readers } = crowd(manyTurns);
  const [slow] = readers;
  if (!slow) throw new Error('nobody');
  await deliver(group, 1);
  slow.isStalled = true;
  await deliver(group, 2);
  await deliver(group, 3);
  await group.finish();
  expect(slow.resumesFrom).toBe(1);
});

test('no more waits than a socket may hold: then the stream waits for the round', async () => {
  const { group, readers } = crowd(manyTurns);
  const text = 'x'.repeat(20 * 1024);
  await deliver(group, 1, text);
  await deliver(group, 2, text);
  const room = deliver(group, 3, text);
  expect(readers.at(-1)?.writes).toEqual([]);
  await room;
  expect(readers.at(-1)?.told.length).toBe(3 * (text.length + 1));
});

test('a group that is lost lets each member go on from where it stands, behind what is on its way', async () => {
  const { group, readers } = crowd(manyTurns);
  group.add(readers[0]!, 7);
  void deliver(group, 5);
  await group.cutOff();
  expect(readers.map(({ resumesFrom }) => resumesFrom)).toEqual(readers.map((_, index) => (index === 0 ? 7 : 5)));
  expect(readers.map(({ told }) => told)).toEqual(readers.map((_, index) => (index === 0 ? '' : '5 ')));
});
