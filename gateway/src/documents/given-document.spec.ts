import { nameDocument } from './given-document.js';
import { sha256 } from './sha256.js';

const hash = sha256('{ a }');
const persistedQuery = { version: 1, sha256Hash: hash };

describe('naming a document', () => {
  it('reads a text, an identifier, or a hash with or without its text', () => {
    expect(nameDocument({ query: '{ a }' })).toEqual({ text: '{ a }', hash: undefined, offersText: false });
    expect(nameDocument({ query: '', documentId: `sha256:${hash}` })).toEqual({
      text: undefined,
      hash,
      offersText: false,
    });
    expect(nameDocument({ extensions: { persistedQuery } })).toEqual({ text: undefined, hash, offersText: true });
    expect(nameDocument({ query: '{ a }', extensions: { persistedQuery } })).toEqual({
      text: '{ a }',
      hash,
      offersText: true,
    });
  });

  it('takes null for nothing', () => {
    const given = { query: '{ a }', documentId: null, extensions: { persistedQuery: null } };
    expect(nameDocument(given)).toMatchObject({ text: '{ a }', hash: undefined });
  });

  it.each([
    ['nothing', {}],
    ['an empty text', { query: '' }],
    ['two documents', { query: '{ a }', documentId: `sha256:${hash}` }],
    ['an identifier of another kind', { documentId: hash }],
    ['an identifier in capitals', { documentId: `sha256:${hash.toUpperCase()}` }],
    ['an identifier that is no text', { documentId: { toString: () => `sha256:${hash}` } }],
    ['a short hash', { extensions: { persistedQuery: { version: 1, sha256Hash: hash.slice(1) } } }],
    ['no hash', { extensions: { persistedQuery: { version: 1 } } }],
    ['a version that is none of ours', { extensions: { persistedQuery: { version: 2, sha256Hash: hash } } }],
    ['an extension that is no object', { extensions: { persistedQuery: 'x' } }],
  ])('refuses %s', (_, given) => {
    expect(() => nameDocument(given)).toThrow(expect.objectContaining({ code: 'INVALID_INPUT' }));
  });
});
