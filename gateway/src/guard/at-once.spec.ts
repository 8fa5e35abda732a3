import { AtOnce } from './at-once.js';

/** Work that ends when it is told to. */
function tasks(atOnce: AtOnce) {
  const begun: string[] = [];
  const ends = new Map<string, (error?: Error) => void>();
  const start = (caller: object | undefined, name: string): Promise<void> =>
    atOnce.run(caller, () => {
      begun.push(name);
      return new Promise((resolve, reject) => ends.set(name, (error) => (error ? reject(error) : resolve())));
    });
  return { begun, start, end: (name: string, error?: Error) => ends.get(name)?.(error) };
}

describe('AtOnce', () => {
  it('runs so many of one caller, and the next as one ends, however it ends', async () => {
    const { begun, start, end } = tasks(new AtOnce(2));
    const caller = {};
    const all = ['a', 'b', 'c', 'd'].map((name) => start(caller, name));
    expect(begun).toEqual(['a', 'b']);
    end('b', new Error('over'));
    await expect(all[1]).rejects.toThrow('over');
    expect(begun).toEqual(['a', 'b', 'c']);
    end('a');
    end('c');
    await Promise.all([all[0], all[2]]);
    expect(begun).toEqual(['a', 'b', 'c', 'd']);
    end('d');
    await all[3];
    void start(caller, 'e');
    void start(caller, 'f');
    void start(caller, 'g');
    expect(begun.slice(4)).toEqual(['e', 'f']);
  });

  it('does not count one caller against another, nor those who are nobody', () => {
    const { begun, start } = tasks(new AtOnce(1));
    for (const [caller, name] of [
      [{}, 'a'],
      [{}, 'b'],
      [undefined, 'c'],
      [undefined, 'd'],
    ] as const)
      void start(caller, name);
    expect(begun).toEqual(['a', 'b', 'c', 'd']);
  });
});
