import { type Chance, many } from '../chance.js';
import { crossings } from './repetition.js';
import { asked, type Family, type HostileRequest, raw } from '../hostile-request.js';

const small = '{ knot { id } }';
const json = 'application/json';

const shapes: Family = {
  name: 'bodies: shapes',
  make: (chance) =>
    raw(
      chance.pick([
        '',
        ' ',
        '{',
        'null',
        '1',
        '"x"',
        '[]',
        `[{"query":"${small}"}]`,
        `[${`{"query":"${small}"},`.repeat(chance.size(1, 5_000))}{}]`,
        `[[[[{"query":"${small}"}]]]]`,
        '{"query":null}',
        '{"query":1}',
        '{"query":[]}',
        '{"query":{}}',
        `{"query":"${small}","variables":[]}`,
        `{"query":"${small}","variables":"{}"}`,
        `{"query":"${small}","operationName":{}}`,
        `{"query":"${small}","extensions":[]}`,
        `${`{"query":"${small}",`.repeat(2_000)}`,
        `{${`"query":"${small}",`.repeat(chance.size(1, 8_000))}"query":"${small}"}`,
        `\ufeff{"query":"${small}"}`,
        `{"query":"${small}"}${' '.repeat(chance.size(1, 262_144))}`,
        `{"query":"${small}"}`.padEnd(chance.pick([262_143, 262_144, 262_145, 300_000, 2_000_000])),
        `{"query":"${'x'.repeat(chance.pick([65_535, 65_536, 65_537, 250_000]))}"}`,
        `{"query":"${'\\u007b'.repeat(40_000)}"}`,
      ]),
    ),
};

const bytes: Family = {
  name: 'bodies: bytes',
  make(chance) {
    const noise = Buffer.from(Array.from({ length: chance.size(1, 20_000) }, () => chance.int(0, 255)));
    return raw(
      chance.pick([
        noise,
        Buffer.concat([Buffer.from('{"query":"'), noise, Buffer.from('"}')]),
        Buffer.from(`{"query":"${small}"}`, 'utf16le'),
        Buffer.from([0xef, 0xbb, 0xbf, 0x7b, 0x7d]),
        Buffer.from([0xc0, 0x80]),
      ]),
    );
  },
};

const headers: Family = {
  name: 'bodies: headers',
  make(chance) {
    const long = 'a'.repeat(chance.pick([10, 1_000, 7_000]));
    const given: Record<string, string> = chance.pick<Record<string, string>>([
      { 'content-type': 'text/plain' },
      { 'content-type': 'application/x-www-form-urlencoded' },
      { 'content-type': 'multipart/form-data; boundary=x' },
      { 'content-type': `${json}; charset=utf-16` },
      { 'content-type': `${json}; charset=${long}` },
      { 'content-type': `${json};${' '.repeat(6_000)}` },
      { 'content-type': json, 'content-encoding': 'gzip' },
      { 'content-type': json, accept: `${'text/html,'.repeat(700)}` },
      { 'content-type': json, accept: 'text/event-stream, application/json' },
      { 'content-type': json, accept: long },
      { 'content-type': json, 'accept-language': `${'zh-CN;q=0.1,'.repeat(500)}` },
      { 'content-type': json, authorization: `Bearer ${long}` },
      { 'content-type': json, authorization: `Bearer ${long}.${long}.${long}`.slice(0, 8_000) },
      { 'content-type': json, authorization: `Bearer${' '.repeat(6_000)}!` },
      { 'content-type': json, 'x-request-id': long },
      { 'content-type': json, cookie: long },
      { 'content-type': json, [long.slice(0, 5_000)]: 'x' },
    ]);
    return raw(`{"query":"${small}"}`, given);
  },
};

const hex = (chance: Chance): string => 'ab'.repeat(chance.pick([0, 16, 32, 33, 1_000]));

const persisted: Family = {
  name: 'bodies: persisted queries',
  make(chance) {
    const hash = JSON.stringify(
      chance.pick<unknown>([hex(chance), hex(chance), 1, null, {}, [], ['a'], { toString: 1 }]),
    );
    const version = JSON.stringify(chance.pick<unknown>([1, 1, 1, '1', 2, null, [1], {}]));
    const extension = chance.pick([
      `{"persistedQuery":{"version":${version},"sha256Hash":${hash}}}`,
      `{"persistedQuery":${hash}}`,
      `{"persistedQuery":[${hash}]}`,
      `{"persistedQuery":${'['.repeat(5_000)}${']'.repeat(5_000)}}`,
    ]);
    const query = chance.pick(['', `"query":"${small}",`, `"query":"${'x'.repeat(60_000)}",`, '"query":"",']);
    const id = chance.pick(['', '', `"documentId":${hash},`, `"documentId":"sha256:${hex(chance)}",`]);
    return raw(`{${query}${id}"extensions":${extension}}`);
  },
};

/** What is no request of the protocol at all, on the faces that keep a connection. */
const frames: Family = {
  name: 'bodies: frames',
  make(chance): HostileRequest {
    const deep = chance.pick([10, 5_000, 30_000]);
    const payload = chance.pick([
      `{"query":"${small}","variables":${'['.repeat(deep)}${']'.repeat(deep)}}`,
      `{"query":"${small}","variables":{"a":${'['.repeat(deep)}${']'.repeat(deep)}}}`,
      `{"query":1}`,
      'null',
      '[]',
      `{"query":"${small}","extensions":1}`,
      `{"query":"${small}","operationName":{}}`,
      `{"query":"${small}","__proto__":{"variables":1}}`,
      `{"query":"{ ${'x'.repeat(60_000)} }"}`,
    ]);
    return { face: 'WebSocket', body: payload };
  },
};

/** As many operations as a socket may have, all in one go: together they are more than each. */
const bursts: Family = {
  name: 'bodies: bursts',
  make(chance): HostileRequest {
    const document = chance.pick([
      small,
      `query (${many(390, (n) => `$v${n}: Int`)}) { knot { id } }`,
      `{ knot { ${many(240, () => 'node { id }')} } }`,
      '{ __schema { types { name fields { name args { name } type { name } } } } }',
    ]);
    return { face: 'WebSocket', body: JSON.stringify({ query: document }), times: chance.pick([10, 40]) };
  },
};

/** What no cache knows, from one address over many connections, each of which could have a turn. */
export const parallelConnections: Family = {
  name: 'bodies: parallel connections',
  make(chance): HostileRequest {
    const { face, body } = asked(chance, { query: chance.pick([crossings(chance), crossings(chance), small]) });
    const isStream = face === 'SSE' || face === 'GET';
    return { face: isStream ? 'POST' : face, body, connections: chance.pick([5, 12, 25]) };
  },
};

export const bodyFamilies = [shapes, bytes, headers, persisted, frames, bursts];
