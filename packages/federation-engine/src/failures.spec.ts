import type { Transport } from './index.js';
import { asRead, startFederation, type Federation, type SubgraphSource } from '../test/federation.js';

const subgraphs: Record<string, SubgraphSource> = {
  stations: {
    typeDefs: `
      type Query { stations: [Station!]! version: String! }
      type Station @key(fields: "id") { id: ID! }
    `,
    resolvers: { Query: { stations: () => [{ id: 'a' }, { id: 'b' }, { id: 'a' }], version: () => '1' } },
  },
  names: {
    typeDefs: `
      type Query { motto: String! hint: String }
      type Station @key(fields: "id") { id: ID! name: String! nick: String tier: Tier open: Boolean }
      enum Tier { HUB POINT }
    `,
  },
};

/** The federation with the subgraph `names` answering like this. */
function withNames(execute: Transport['execute'], limits?: { fetchTimeoutMs: number }): Promise<Federation> {
  return startFederation(subgraphs, { via: 'local', replace: { names: { execute } }, limits });
}

const unavailable = {
  message: 'The subgraph "names" is not available.',
  path: ['stations'],
  extensions: { code: 'SUBGRAPH_UNAVAILABLE', serviceName: 'names' },
};

describe('a subgraph that gives no answer', () => {
  test.each<[string, Transport['execute']]>([
    ['rejects', () => Promise.reject(new Error('connect ECONNREFUSED 10.1.2.3:5432'))],
    [
      'throws',
      () => {
        throw new TypeError('cannot read secrets');
      },
    ],
    ['sends text', () => Promise.resolve('<html>' as never)],
    ['sends null', () => Promise.resolve(null as never)],
    ['sends nothing of a result', () => Promise.resolve({ hello: 1 } as never)],
    ['sends null for data and no error', () => Promise.resolve({ data: null })],
    ['sends a list for data', () => Promise.resolve({ data: [] as never })],
    ['sends no entities', () => Promise.resolve({ data: {} })],
    ['sends too few entities', () => Promise.resolve({ data: { _entities: [{ nick: 'x' }] } })],
    ['sends an object for entities', () => Promise.resolve({ data: { _entities: { nick: 'x' } } })],
  ])('that %s makes one error', async (_, execute) => {
    await using federation = await withNames(execute);
    const answered = await federation.ask('{ version stations { id nick } }');
    expect(answered).toEqual({
      data: {
        version: '1',
        stations: ['a', 'b', 'a'].map((id) => ({ id, nick: null })),
      },
      errors: [unavailable],
    });
  });

  test('a non-null field of it takes its parents along, without further errors', async () => {
    await using federation = await withNames(() => Promise.reject(new Error('down')));
    expect(await federation.ask('{ version stations { id name } }')).toEqual({ data: null, errors: [unavailable] });
    const { path: _path, ...pathless } = unavailable;
    expect(await federation.ask('{ hint version motto }')).toEqual({ data: null, errors: [pathless] });
    expect(await federation.ask('{ hint version }')).toEqual({
      data: { hint: null, version: '1' },
      errors: [{ ...unavailable, path: ['hint'] }],
    });
  });

  test('a late one is told apart, and reported', async () => {
    await using federation = await withNames(() => new Promise(() => undefined), { fetchTimeoutMs: 20 });
    const { errors } = await federation.ask('{ stations { nick } }');
    expect(errors).toEqual([
      {
        message: 'The subgraph "names" did not answer in time.',
        path: ['stations'],
        extensions: { code: 'SUBGRAPH_TIMEOUT', serviceName: 'names' },
      },
    ]);
    expect(federation.faults.map(({ subgraph, code }) => [subgraph, code])).toEqual([['names', 'SUBGRAPH_TIMEOUT']]);
  });

  test('an answer that comes after the deadline changes nothing', async () => {
    let answer: (() => void) | undefined;
    const late = new Promise<never>((resolve) => {
      answer = () => resolve({ data: { _entities: [{ nick: 'x' }, { nick: 'y' }] } } as never);
    });
    await using federation = await withNames(() => late, { fetchTimeoutMs: 20 });
    const answered = await federation.ask('{ stations { nick } }');
    answer?.();
    await late;
    expect(answered.data).toEqual({ stations: [{ nick: null }, { nick: null }, { nick: null }] });
  });
});

describe('a subgraph that answers with errors', () => {
  test('entity errors stand at every real place of the entity, with the code of the subgraph', async () => {
    await using federation = await withNames(() =>
      Promise.resolve({
        data: { _entities: [null, { nick: null, tier: 'HUB' }] },
        errors: [
          {
            message: 'no such station',
            path: ['_entities', 0],
            extensions: { code: 'NOT_FOUND', stacktrace: ['at secret.ts'], exception: {}, hint: 1 },
          },
          { message: 'nick is sealed', path: ['_entities', 1, 'nick'] },
        ] as never,
      }),
    );
    const notFound = { message: 'no such station', extensions: { code: 'NOT_FOUND', hint: 1, serviceName: 'names' } };
    expect(await federation.ask('{ stations { id nick tier } }')).toEqual({
      data: {
        stations: [
          { id: 'a', nick: null, tier: null },
          { id: 'b', nick: null, tier: 'HUB' },
          { id: 'a', nick: null, tier: null },
        ],
      },
      errors: [
        { ...notFound, path: ['stations', 0] },
        { ...notFound, path: ['stations', 2] },
        {
          message: 'nick is sealed',
          path: ['stations', 1, 'nick'],
          extensions: { code: 'SUBGRAPH_ERROR', serviceName: 'names' },
        },
      ],
    });
  });

  test('an error without a path stands where its fetch does', async () => {
    await using federation = await withNames(() =>
      Promise.resolve({ data: null, errors: [{ message: 'not signed' }, 'garbage'] as never }),
    );
    const { errors } = await federation.ask('{ stations { nick } }');
    expect(errors?.map(({ message, path }) => [message, path])).toEqual([
      ['not signed', ['stations']],
      ['The subgraph reported an error.', ['stations']],
    ]);
  });

  test('a value that its type does not allow becomes null with an error', async () => {
    await using federation = await withNames(() =>
      Promise.resolve({
        data: {
          _entities: [
            { tier: 'SECRET', open: 'perhaps', nick: 7 },
            { tier: 'HUB', open: true, nick: [] },
          ],
        },
      }),
    );
    const answered = await federation.ask('{ stations { tier open nick } }');
    const first = { tier: null, open: null, nick: '7' };
    expect(answered.data).toEqual({ stations: [first, { tier: 'HUB', open: true, nick: null }, first] });
    expect(answered.errors?.map(({ path, extensions }) => [path?.join('.'), extensions?.code])).toEqual([
      ['stations.0.tier', 'INVALID_SUBGRAPH_VALUE'],
      ['stations.0.open', 'INVALID_SUBGRAPH_VALUE'],
      ['stations.1.nick', 'INVALID_SUBGRAPH_VALUE'],
      ['stations.2.tier', 'INVALID_SUBGRAPH_VALUE'],
      ['stations.2.open', 'INVALID_SUBGRAPH_VALUE'],
    ]);
  });

  test('a null where none may be, and nobody to blame', async () => {
    await using federation = await withNames(() => Promise.resolve({ data: { _entities: [null, { name: 'B' }] } }));
    expect(await federation.ask('{ stations { name } }')).toEqual({
      data: null,
      errors: [
        {
          message: 'Cannot return null for non-nullable field Station.name.',
          path: ['stations', 0, 'name'],
          extensions: { code: 'NULL_FOR_NON_NULLABLE' },
        },
      ],
    });
  });
});

describe('an abort', () => {
  test('answers at once, calls nothing more, and reaches the transport', async () => {
    const leave = new AbortController();
    let seen: AbortSignal | undefined;
    await using federation = await startFederation(subgraphs, {
      via: 'local',
      replace: {
        stations: {
          execute: ({ signal }) => {
            seen = signal;
            return new Promise(() => leave.abort());
          },
        },
      },
    });
    const { engine, calls, faults } = federation;
    const result = await engine.run(engine.prepare('{ stations { nick } }'), {}, {}, leave.signal);
    expect(asRead(result).errors?.[0]?.extensions).toEqual({ code: 'REQUEST_CANCELLED' });
    expect(calls.map(({ subgraph }) => subgraph)).toEqual(['stations']);
    expect(seen?.aborted).toBe(true);
    expect(faults).toEqual([]);
    await engine.run(engine.prepare('{ version }'), {}, {}, leave.signal);
    expect(calls).toHaveLength(1);
  });
});
