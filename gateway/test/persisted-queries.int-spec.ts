import { createHash } from 'node:crypto';
import { Role } from '@lianxin/subgraph-kit';
import { expectErrorCode, expectOk } from '@lianxin/testing';
import { type FaceBody, faces, sendOver } from './every-face.js';
import { createWorld, type World } from './gateway-world.js';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const byHash = (text: string): FaceBody => ({
  extensions: { persistedQuery: { version: 1, sha256Hash: sha256(text) } },
});

describe('automatic persisted queries', () => {
  let world: World;
  let token: string;
  beforeAll(async () => {
    world = await createWorld({ limits: { documentBytes: 2_000 } });
    await world.account('officer', [{ role: Role.LIAISON_OFFICER, stationId: 's1' }]);
    token = await world.tokenOf('officer');
  });
  afterAll(() => world[Symbol.asyncDispose]());

  it.each(faces)('are asked for, sent and found again over %s', async (face) => {
    const query = `query Over${face} { viewer { displayName } }`;
    const missed = await sendOver(face, world.url, byHash(query), token);
    expect(expectErrorCode(missed, 'PERSISTED_QUERY_NOT_FOUND')).toBe('PersistedQueryNotFound');
    if (face !== 'WebSocket') expect(missed.status).toBe(200);
    const found = { viewer: { displayName: 'officer 名' } };
    expect(expectOk(await sendOver(face, world.url, { query, ...byHash(query) }, token))).toEqual(found);
    for (const other of faces) expect(expectOk(await sendOver(other, world.url, byHash(query), token))).toEqual(found);
    const documentId = `sha256:${sha256(query)}`;
    expect(expectOk(await sendOver(face, world.url, { documentId }, token))).toEqual(found);
  });

  it.each(faces)('are refused over %s when the hash is another document’s', async (face) => {
    const query = `query Wrong${face} { viewer { id } }`;
    const other = `query Other${face} { viewer { id } }`;
    const answer = await sendOver(face, world.url, { query, ...byHash(other) });
    expectErrorCode(answer, 'DOCUMENT_HASH_MISMATCH');
    if (face !== 'WebSocket') expect(answer.status).toBe(400);
    for (const text of [query, other]) {
      expectErrorCode(await sendOver(face, world.url, byHash(text)), 'PERSISTED_QUERY_NOT_FOUND');
    }
  });

  it.each(faces)('are not kept when they came over %s and are no good', async (face) => {
    const documents = {
      OPERATION_TOO_LARGE: `{ viewer { id } } # ${face} ${'x'.repeat(2_000)}`,
      OPERATION_TOO_DEEP: `{ ${'a { '.repeat(30)} ${face} ${'} '.repeat(30)} }`,
      GRAPHQL_VALIDATION_FAILED: `{ nope${face} }`,
      GRAPHQL_PARSE_FAILED: `{ ${face}`,
    };
    for (const [code, query] of Object.entries(documents)) {
      expectErrorCode(await sendOver(face, world.url, { query, ...byHash(query) }), code);
      expectErrorCode(await sendOver(face, world.url, byHash(query)), 'PERSISTED_QUERY_NOT_FOUND');
    }
  });

  it.each(faces)('say over %s what is wrong with the way a document is named', async (face) => {
    const query = '{ viewer { id } }';
    const given: FaceBody[] = [
      {},
      { query, documentId: `sha256:${sha256(query)}` },
      { documentId: sha256(query) },
      { query, extensions: { persistedQuery: { version: 2, sha256Hash: sha256(query) } } },
      { query, extensions: { persistedQuery: { version: 1, sha256Hash: 'x' } } },
    ];
    for (const body of given) {
      const answer = await sendOver(face, world.url, body);
      expectErrorCode(answer, 'INVALID_INPUT');
      if (face !== 'WebSocket') expect(answer.status).toBe(400);
    }
    const unknown = await sendOver(face, world.url, { documentId: `sha256:${'0'.repeat(64)}` });
    expectErrorCode(unknown, 'DOCUMENT_NOT_REGISTERED');
  });

  it('never run a mutation over GET', async () => {
    const query = 'mutation { echo(text: "x") }';
    expect(expectOk(await sendOver('POST', world.url, { query, ...byHash(query) }))).toEqual({ echo: 'x' });
    expect((await sendOver('GET', world.url, byHash(query))).status).toBe(405);
    const overStream = await fetch(`${world.url}/graphql?query=${encodeURIComponent(query)}`, {
      headers: { accept: 'text/event-stream' },
    });
    expect([overStream.status, overStream.headers.get('allow')]).toEqual([405, 'POST']);
  });

  it('of one stranger push out no document of an account', async () => {
    const query = 'query Kept { viewer { id } }';
    expectOk(await sendOver('POST', world.url, { query, ...byHash(query) }, token));
    const floods = Array.from({ length: 600 }, (_, n) => `query Flood${n} { viewer { id } }`);
    for (const text of floods) await world.post({ query: text, ...byHash(text) });
    expectOk(await sendOver('POST', world.url, byHash(query), token));
    expectErrorCode(
      await sendOver('POST', world.url, byHash('query Flood0 { viewer { id } }')),
      'PERSISTED_QUERY_NOT_FOUND',
    );
    expectOk(await sendOver('POST', world.url, byHash('query Flood599 { viewer { id } }')));
  });
});
