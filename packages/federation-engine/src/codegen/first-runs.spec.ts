import { both, startFederation } from '../../test/federation.js';
import { turns } from '../turns.js';
import { Program } from './program.js';

test.each(both)('an operation gets code when it has run often enough, and the same answer (%s)', async (via) => {
  const link = jest.spyOn(Program.prototype, 'link');
  const subgraphs = {
    one: {
      typeDefs: 'type Query { list: [T!] } type T @key(fields: "id") { id: ID! }',
      resolvers: { Query: { list: () => [{ id: '1' }, { id: '2' }] } },
    },
    two: {
      typeDefs: 'type T @key(fields: "id") { id: ID! name: String }',
      resolvers: { T: { __resolveReference: ({ id }: { id: string }) => ({ id, name: `n${id}` }) } },
    },
  };
  await using federation = await startFederation(subgraphs, { via, interpretedRuns: 3 });
  const answer = {
    data: {
      list: [
        { id: '1', name: 'n1' },
        { id: '2', name: 'n2' },
      ],
    },
  };
  const linkedAfter: number[] = [];
  for (let run = 1; run <= 4; run += 1) {
    expect(await federation.ask('{ list { id name } }')).toEqual(answer);
    for (let turn = 0; turn < 5; turn += 1) await turns.next();
    linkedAfter.push(link.mock.calls.length);
  }
  link.mockRestore();
  const [first, second, third = 0, fourth] = linkedAfter;
  expect([first, second]).toEqual([0, 0]);
  // A merge at the root, a way, a representation and a merge of entities, and the response.
  expect([third, fourth]).toEqual([5, 5]);
});
