import { QueryPlanner } from '@graphql-hive/router-query-planner';
import { startFederation } from '../../test/federation.js';

test('planning and compiling an operation take a turn each, and the next operation waits for its own', async () => {
  let turn = 0;
  let open = true;
  const count = (): void => {
    turn += 1;
    // A run that fails must be able to end.
    if (open) setImmediate(count).unref();
  };
  const planned: number[] = [];
  const fetched: number[] = [];
  const plan = Reflect.get(QueryPlanner.prototype, 'plan');
  const spied = jest.spyOn(QueryPlanner.prototype, 'plan').mockImplementation(function (this: QueryPlanner, ...given) {
    planned.push(turn);
    return plan.apply(this, given);
  });
  const answering = {
    execute: () => {
      fetched.push(turn);
      return { data: { a: 1, b: 1, c: 1 } };
    },
  };
  const subgraphs = { one: { typeDefs: 'type Query { a: Int b: Int c: Int }' } };
  await using federation = await startFederation(subgraphs, { via: 'local', replace: { one: answering } });
  count();
  await Promise.all(['{ a }', '{ b }', '{ c }'].map((document) => federation.ask(document)));
  expect([planned, fetched].map(({ length }) => length)).toEqual([3, 3]);
  expect(new Set([...planned, ...fetched]).size).toBe(6);
  // Once it is compiled there is nothing to wait for.
  planned.length = fetched.length = 0;
  const before = turn;
  await federation.ask('{ a }');
  open = false;
  spied.mockRestore();
  expect([planned, fetched]).toEqual([[], [before]]);
});

test('a caller with one new operation waits for one piece of work of a caller with many', async () => {
  // Every piece takes as long as any other, whatever else the machine does.
  let ms = 0;
  const clock = jest.spyOn(performance, 'now').mockImplementation(() => ms++);
  const answering = { execute: () => ({ data: { a: 1 } }) };
  const subgraphs = { one: { typeDefs: 'type Query { a: Int }' } };
  const callerOf = (context: unknown): object => context as object;
  const [many, one] = [{}, {}];
  await using federation = await startFederation(subgraphs, { via: 'local', replace: { one: answering }, callerOf });
  const answered: string[] = [];
  const ask = async (caller: object, name: string): Promise<void> => {
    await federation.engine.run(federation.engine.prepare(`{ ${name}: a }`), {}, caller);
    answered.push(name);
  };
  await Promise.all([...['p', 'q', 'r', 's'].map((name) => ask(many, name)), ask(one, 't')]);
  // Each operation takes two turns: those of the newcomer are the second and the fourth.
  expect(answered.indexOf('t')).toBeLessThan(2);
  clock.mockRestore();
});
