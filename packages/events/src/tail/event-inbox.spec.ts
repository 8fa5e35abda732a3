import type { LoggedEvent } from '../event.types.js';
import { EventInbox } from './event-inbox.js';

const at = (position: number): LoggedEvent => ({ position }) as LoggedEvent;

function inboxOf(...positions: number[]): EventInbox {
  const inbox = new EventInbox(10);
  for (const position of positions) inbox.push(at(position));
  return inbox;
}

describe('EventInbox', () => {
  it('gives what follows, up to the limit, and keeps the rest', () => {
    const inbox = inboxOf(4, 5, 6, 7);
    expect(inbox.take(3, 3)).toEqual({ run: [at(4), at(5), at(6)] });
    expect(inbox.take(6, 3)).toEqual({ run: [at(7)] });
    expect(inbox.take(7, 3)).toBe('nothing');
  });

  it('drops what is behind, and says what is ahead', () => {
    const inbox = inboxOf(1, 2, 5, 6);
    expect(inbox.take(3, 10)).toEqual({ ahead: 5 });
    expect(inbox.take(3, 10)).toEqual({ ahead: 5 });
    expect(inbox.take(4, 10)).toEqual({ run: [at(5), at(6)] });
    expect(inboxOf(2, 1).take(2, 10)).toBe('nothing');
  });

  it('ends a run before a repetition or a hole', () => {
    const inbox = inboxOf(1, 2, 2, 3, 5);
    expect(inbox.take(0, 10)).toEqual({ run: [at(1), at(2)] });
    expect(inbox.take(2, 10)).toEqual({ run: [at(3)] });
    expect(inbox.take(3, 10)).toEqual({ ahead: 5 });
    inbox.drop();
    expect(inbox.isEmpty).toBe(true);
  });

  it('forgets everything when it is full, and says so', () => {
    const inbox = inboxOf(...Array.from({ length: 10 }, (_, n) => n + 1));
    expect(inbox.push(at(11))).toBe(false);
    expect(inbox.isEmpty).toBe(true);
    expect(inbox.push(at(12))).toBe(true);
  });
});
