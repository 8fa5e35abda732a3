import { EventBuffer } from './event-buffer.js';

describe('EventBuffer', () => {
  it('brings everything in order and then its end', async () => {
    const buffer = new EventBuffer<number>(2);
    const waiting = buffer.take();
    buffer.push(1);
    buffer.push(2);
    buffer.end({ error: new Error('over') });
    buffer.push(3);
    expect(await waiting).toEqual({ done: false, value: 1 });
    expect(await buffer.take()).toEqual({ done: false, value: 2 });
    await expect(buffer.take()).rejects.toThrow('over');
    expect(await buffer.take()).toEqual({ done: true, value: undefined });
  });

  it('has room again when half of it was read', async () => {
    const buffer = new EventBuffer<number>(4);
    for (let n = 0; n < 4; n += 1) buffer.push(n);
    expect(buffer.full).toBe(true);
    let free = false;
    const room = buffer.room().then(() => (free = true));
    await buffer.take();
    await Promise.resolve();
    expect(free).toBe(false);
    await buffer.take();
    await room;
    expect(buffer.full).toBe(false);
  });

  it('lets nobody wait when it has ended', async () => {
    const buffer = new EventBuffer<number>(1);
    buffer.push(1);
    const room = buffer.room();
    buffer.end();
    buffer.clear();
    await room;
    expect((await buffer.take()).done).toBe(true);
  });
});
