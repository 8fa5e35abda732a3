import type { Db } from '@lianxin/database';
import { coalesced } from './coalesce.js';

const db = {} as Db;

describe('coalesced', () => {
  it('asks once for what gathers while a statement runs, and gives everybody what they asked for', async () => {
    const asked: string[][] = [];
    const { promise: answered, resolve: answer } = Promise.withResolvers<void>();
    const fetch = async (keys: readonly string[]): Promise<string[]> => {
      asked.push([...keys]);
      await answered;
      return keys.map((key) => `row ${key}`);
    };
    const first = coalesced(db, 'letters', ['a'], fetch);
    await new Promise((resolve) => setImmediate(resolve));
    await new Promise((resolve) => setImmediate(resolve));
    const later = Promise.all(['b', 'c', 'b'].map((key) => coalesced(db, 'letters', [key], fetch)));
    answer();
    const rest = await later;
    expect(await first).toEqual(['row a']);
    expect(asked).toEqual([['a'], ['b', 'c']]);
    for (const rows of rest) expect(rows).toEqual(['row b', 'row c']);
  });

  it('keeps reads of different names apart', async () => {
    const asked: string[] = [];
    const fetch = (name: string) => (keys: readonly string[]) => {
      asked.push(`${name}: ${keys.join()}`);
      return Promise.resolve(keys);
    };
    await Promise.all(['mine', 'yours'].map((name) => coalesced(db, name, ['a'], fetch(name))));
    expect(asked.sort()).toEqual(['mine: a', 'yours: a']);
  });

  it('lets one bad key fail its own caller only', async () => {
    const fetch = (keys: readonly string[]) =>
      keys.includes('bad') ? Promise.reject(new Error('bad key')) : Promise.resolve(keys);
    const answers = await Promise.allSettled(['a', 'bad', 'b'].map((key) => coalesced(db, 'faulty', [key], fetch)));
    expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  });
});
