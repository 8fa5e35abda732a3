import { createHash } from 'node:crypto';
import { manifestOf, TrustedDocuments } from '@lianxin/gateway';
import { Role } from '@lianxin/subgraph-kit';
import { expectErrorCode, expectOk } from '@lianxin/testing';
import { type FaceBody, faces, sendOver } from './every-face.js';
import { createWorld, type World } from './gateway-world.js';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const persistedQuery = (text: string): object => ({ persistedQuery: { version: 1, sha256Hash: sha256(text) } });

const registered = 'query WhoAmI {\n  viewer {\n    displayName\n  }\n}';
const trusted = new TrustedDocuments(manifestOf([registered, 'mutation Echo {\n  echo(text: "x")\n}']));
const stranger = '{ viewer { displayName } }';

describe('trusted documents that are required', () => {
  let world: World;
  let officer: string;
  let analyst: string;
  beforeAll(async () => {
    world = await createWorld({ documents: { trusted, mode: 'required' } });
    await world.account('officer', [{ role: Role.LIAISON_OFFICER, stationId: 's1' }]);
    await world.account('analyst', [{ role: Role.ANALYST }]);
    await world.account('admin', [{ role: Role.SYSTEM_ADMIN }]);
    [officer, analyst] = [await world.tokenOf('officer'), await world.tokenOf('analyst')];
  });
  afterAll(() => world[Symbol.asyncDispose]());

  it.each(faces)('run over %s by identifier, by hash and by text', async (face) => {
    const ways: FaceBody[] = [
      { documentId: `sha256:${sha256(registered)}` },
      { documentId: `sha256:${sha256(registered)}`, operationName: 'WhoAmI' },
      { extensions: persistedQuery(registered) },
      { query: registered },
      { query: registered, extensions: persistedQuery(registered) },
    ];
    for (const body of ways) {
      expect(expectOk(await sendOver(face, world.url, body, officer))).toEqual({
        viewer: { displayName: 'officer 名' },
      });
      expect(expectOk(await sendOver(face, world.url, body))).toEqual({ viewer: null });
    }
    const other = { documentId: `sha256:${sha256(registered)}`, operationName: 'Another' };
    expectErrorCode(await sendOver(face, world.url, other), 'OPERATION_RESOLUTION_FAILURE');
  });

  it.each(faces)('are the only ones over %s, whoever else is signed in', async (face) => {
    const ways: FaceBody[] = [
      { query: stranger },
      { query: `${registered} ` },
      { query: stranger, extensions: persistedQuery(stranger) },
      { query: stranger, extensions: persistedQuery(registered) },
      { extensions: persistedQuery(stranger) },
      { documentId: `sha256:${sha256(stranger)}` },
      { query: '{ __schema { queryType { name } } }' },
      { query: '{ __type(name: "Query") { name } }' },
      { query: '{ __typename }' },
      { query: '{' },
    ];
    for (const token of [undefined, officer]) {
      for (const body of ways) {
        const answer = await sendOver(face, world.url, body, token);
        expect(expectErrorCode(answer, 'DOCUMENT_NOT_REGISTERED')).toMatch(/^Only registered documents run here/);
        expect(answer.data ?? null).toBeNull();
        if (face !== 'WebSocket') expect(answer.status).toBe(400);
      }
    }
  });

  it.each(faces)('do not bind analysts and who runs the installation over %s', async (face) => {
    for (const token of [analyst, await world.tokenOf('admin')]) {
      expectOk(await sendOver(face, world.url, { query: stranger }, token));
      expectOk(await sendOver(face, world.url, { query: '{ __schema { queryType { name } } }' }, token));
    }
    expectOk(await sendOver(face, world.url, { query: stranger, extensions: persistedQuery(stranger) }, analyst));
    expectOk(await sendOver(face, world.url, { extensions: persistedQuery(stranger) }, analyst));
    // What an analyst registered is no document of the public.
    const byHash = { extensions: persistedQuery(stranger) };
    expectErrorCode(await sendOver(face, world.url, byHash, officer), 'DOCUMENT_NOT_REGISTERED');
    expectErrorCode(await sendOver(face, world.url, { query: '{ officeOnly }' }, analyst), 'FORBIDDEN');
  });

  it('says so in the language of the reader', async () => {
    const answer = await world.post({ query: stranger }, { 'accept-language': 'zh-CN' });
    expect([answer.status, expectErrorCode(answer, 'DOCUMENT_NOT_REGISTERED')]).toEqual([
      400,
      expect.stringMatching(/^本服务只执行已登记的操作文档/),
    ]);
  });

  it('never runs a registered mutation over GET', async () => {
    const documentId = `sha256:${sha256('mutation Echo {\n  echo(text: "x")\n}')}`;
    expect(expectOk(await sendOver('POST', world.url, { documentId }))).toEqual({ echo: 'x' });
    expect((await sendOver('GET', world.url, { documentId })).status).toBe(405);
  });
});

describe('trusted documents that are looked at', () => {
  it('are noted once each and refused never', async () => {
    await using world = await createWorld({ documents: { trusted, mode: 'log' } });
    await world.account('analyst', [{ role: Role.ANALYST }]);
    for (const face of faces) expectOk(await sendOver(face, world.url, { query: stranger }));
    expectOk(await sendOver('POST', world.url, { query: registered }));
    expectOk(await sendOver('POST', world.url, { query: '{ viewer { id } }' }, await world.tokenOf('analyst')));
    const noted = world.logged.filter((line) => line.startsWith('document.not_registered'));
    expect(noted).toEqual([expect.stringContaining(sha256(stranger))]);
  });

  it('are a matter of the manifest: without one every identifier is unknown', async () => {
    await using world = await createWorld();
    const documentId = `sha256:${sha256(registered)}`;
    expectErrorCode(await sendOver('POST', world.url, { documentId }), 'DOCUMENT_NOT_REGISTERED');
    expectOk(await sendOver('POST', world.url, { query: stranger }));
  });
});
