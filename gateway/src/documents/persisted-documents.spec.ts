import { type DocumentOwner, PersistedDocuments } from './persisted-documents.js';

const limits = { persistedDocuments: 100, persistedBytes: 1_000_000 };
const account = (key: string): DocumentOwner => ({ key, isStranger: false });
const stranger = (key: string): DocumentOwner => ({ key, isStranger: true });

/** How many of `count` documents named after `prefix` are still there. */
function kept(store: PersistedDocuments, prefix: string, count: number): number {
  return Array.from({ length: count }, (_, n) => store.get(`${prefix}${n}`)).filter(Boolean).length;
}

function fill(store: PersistedDocuments, owner: DocumentOwner, count: number, text = '{ a }'): void {
  for (let n = 0; n < count; n += 1) store.register(`${owner.key}-${n}`, text, owner);
}

describe('documents registered by hash', () => {
  it('are there for everybody', () => {
    const store = new PersistedDocuments(limits);
    store.register('h', '{ a }', account('one'));
    expect([store.get('h'), store.get('other')]).toEqual(['{ a }', undefined]);
  });

  it('of one account push out its own only', () => {
    const store = new PersistedDocuments(limits);
    fill(store, account('good'), 5);
    fill(store, account('flood'), 1_000);
    expect([kept(store, 'good-', 5), kept(store, 'flood-', 1_000), store.size]).toEqual([5, 10, 15]);
    expect(store.get('flood-999')).toBe('{ a }');
  });

  it('of all strangers together take half at most', () => {
    const store = new PersistedDocuments(limits);
    for (const key of ['a', 'b', 'c', 'd']) fill(store, account(key), 10);
    for (let n = 0; n < 500; n += 1) fill(store, stranger(`address${n}`), 10);
    expect(['a', 'b', 'c', 'd'].map((key) => kept(store, `${key}-`, 10))).toEqual([10, 10, 10, 10]);
    expect(store.size).toBe(90);
  });

  it('never take more than the store has', () => {
    const store = new PersistedDocuments(limits);
    for (let n = 0; n < 50; n += 1) fill(store, account(`account${n}`), 10);
    expect(store.size).toBe(100);
    expect(kept(store, 'account0-', 10)).toBe(0);
    expect(kept(store, 'account49-', 10)).toBe(10);
  });

  it('that are used stay', () => {
    const store = new PersistedDocuments(limits);
    const owner = account('one');
    store.register('used', '{ used }', owner);
    for (let n = 0; n < 50; n += 1) {
      store.register(`h${n}`, '{ a }', owner);
      expect(store.get('used')).toBe('{ used }');
    }
  });

  it('are bounded by bytes as well', () => {
    const store = new PersistedDocuments({ persistedDocuments: 1_000, persistedBytes: 100_000 });
    fill(store, account('one'), 100, 'x'.repeat(1_000));
    expect(store.size).toBe(4);
    store.register('huge', 'x'.repeat(10_000), account('two'));
    expect(store.get('huge')).toBeUndefined();
  });

  it('keep their first owner', () => {
    const store = new PersistedDocuments(limits);
    store.register('h', '{ a }', account('first'));
    store.register('h', '{ a }', account('second'));
    fill(store, account('second'), 100);
    expect(store.get('h')).toBe('{ a }');
    fill(store, account('first'), 100);
    expect(store.get('h')).toBeUndefined();
  });
});
