import { BoundedCache } from './bounded-cache.js';

describe('BoundedCache', () => {
  it('lets the least recently used go, by number', () => {
    const evicted: string[] = [];
    const cache = new BoundedCache<number>(2, 100, (key) => evicted.push(key));
    cache.set('a', 1, 10);
    cache.set('b', 2, 10);
    expect(cache.get('a')).toBe(1);
    cache.set('c', 3, 10);
    expect([cache.get('a'), cache.get('b'), cache.get('c'), cache.size]).toEqual([1, undefined, 3, 2]);
    expect(evicted).toEqual(['b']);
  });

  it('lets as many go as the bytes of the new one need', () => {
    const evicted: string[] = [];
    const cache = new BoundedCache<number>(10, 100, (key) => evicted.push(key));
    for (const key of ['a', 'b', 'c']) cache.set(key, 0, 30);
    expect(cache.set('d', 0, 50)).toBe(true);
    expect([evicted, cache.totalBytes, cache.size]).toEqual([['a', 'b'], 80, 2]);
  });

  it('does not keep what is larger than the whole', () => {
    const cache = new BoundedCache<number>(10, 100);
    cache.set('a', 1, 10);
    expect([cache.set('a', 2, 101), cache.get('a'), cache.totalBytes]).toEqual([false, undefined, 0]);
  });

  it('counts an entry once that is set again, and not at all when it is taken out', () => {
    const evicted: string[] = [];
    const cache = new BoundedCache<number>(10, 100, (key) => evicted.push(key));
    cache.set('a', 1, 60);
    cache.set('a', 2, 70);
    expect([cache.get('a'), cache.totalBytes]).toEqual([2, 70]);
    cache.delete('a');
    expect([cache.size, cache.totalBytes, evicted]).toEqual([0, 0, []]);
  });
});
