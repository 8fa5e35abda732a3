import { UnreadBytes } from './unread-bytes.js';

test('a reader that answers is never too far behind', () => {
  const unread = new UnreadBytes(100, 0);
  for (let write = 0; write < 1_000; write += 1) {
    const asked = unread.wrote(7);
    if (asked !== undefined) unread.answered(asked);
    expect(unread.tooMany).toBe(false);
  }
});

test('one that answers nothing is, as soon as more than the bound was written', () => {
  const unread = new UnreadBytes(100, 0);
  expect([unread.wrote(49), unread.wrote(1), unread.wrote(50)]).toEqual([undefined, '50', '100']);
  expect(unread.tooMany).toBe(false);
  unread.wrote(1);
  expect(unread.tooMany).toBe(true);
});

test('an answer is worth what was written before its question, and the latest is worth the others', () => {
  const unread = new UnreadBytes(100, 0);
  const questions = [unread.wrote(60), unread.wrote(60)];
  expect(questions).toEqual(['60', '120']);
  unread.wrote(40);
  unread.answered('60');
  expect(unread.tooMany).toBe(false);
  unread.wrote(1);
  expect(unread.tooMany).toBe(true);
  unread.answered('120');
  expect(unread.tooMany).toBe(false);
});

test.each(['', 'pong', '-1', '1e9', 'NaN', 'Infinity', '61', '0'])('a pong with %j in it says nothing', (content) => {
  const unread = new UnreadBytes(100, 0);
  unread.wrote(60);
  unread.wrote(41);
  unread.answered(content);
  expect(unread.tooMany).toBe(true);
});

test('those who get the same are not all asked at once', () => {
  const crowd = Array.from({ length: 100 }, (_, index) => new UnreadBytes(100, index / 100));
  for (let write = 0; write < 1_000; write += 1) {
    const questions = crowd.flatMap((unread) => unread.wrote(1) ?? []);
    expect(questions.length).toBe(2);
  }
});
