import { manifestOf, TrustedDocuments } from './trusted-documents.js';
import { sha256 } from './sha256.js';

const text = '{ a }';
const trusted = new TrustedDocuments(manifestOf([text, '{ b }']));

describe('the documents of a manifest', () => {
  it('are found by hash, by text, and by both when they agree', () => {
    expect(trusted.find(text, undefined)?.text).toBe(text);
    expect(trusted.find(undefined, sha256(text))?.text).toBe(text);
    expect(trusted.find(text, sha256(text))?.text).toBe(text);
    expect(trusted.find('{ b }', sha256(text))).toBeUndefined();
    expect(trusted.find('{ a}', undefined)).toBeUndefined();
    expect(trusted.find(undefined, undefined)).toBeUndefined();
    expect(trusted.find('constructor', undefined)).toBeUndefined();
  });

  it.each([
    ['a list', []],
    ['nothing', null],
    ['a text', '{ a }'],
    ['an identifier that is not of its text', { [`sha256:${sha256('{ b }')}`]: text }],
    ['a hash without its kind', { [sha256(text)]: text }],
    ['a document that is no text', { [`sha256:${sha256(text)}`]: { text } }],
  ])('do not come from %s', (_, manifest) => {
    expect(() => new TrustedDocuments(manifest)).toThrow(expect.objectContaining({ code: 'BAD_CONFIGURATION' }));
  });
});
