import type { Access } from '../index.js';
import { both, startFederation, type Answered, type Federation } from '../../test/federation.js';
import { accessTo, people, reviews, type Caller } from '../../test/people.js';

const codesOf = ({ errors }: Answered): unknown[] =>
  (errors ?? []).map(({ path, extensions }) => `${(path ?? []).join('.')} ${String(extensions?.code)}`);

describe.each(both)('access over %s subgraphs', (via) => {
  let caller: Caller;
  let federation: Federation;
  beforeAll(async () => {
    const accessOf = (): Access => accessTo(caller);
    federation = await startFederation({ people, reviews }, { via, accessOf });
  });
  afterAll(() => federation[Symbol.asyncDispose]());
  beforeEach(() => {
    caller = { signedIn: false };
    federation.calls.length = 0;
  });

  const asked = (): string => federation.calls.map(({ document }) => document).join('\n');

  test('@authenticated: null and UNAUTHENTICATED for a stranger, and no subgraph is asked for the field', async () => {
    const answer = await federation.ask('{ me { name phone } }');
    expect(answer.data).toEqual({ me: { name: 'Ann', phone: null } });
    expect(answer.errors).toEqual([
      {
        message: 'Sign in to use Person.phone.',
        path: ['me', 'phone'],
        extensions: { code: 'UNAUTHENTICATED', coordinate: 'Person.phone' },
      },
    ]);
    expect(asked()).not.toContain('phone');
    caller = {};
    expect(await federation.ask('{ me { name phone } }')).toEqual({ data: { me: { name: 'Ann', phone: '139' } } });
  });

  test('@requiresScopes: every scope of one of the lists', async () => {
    const query = '{ me { salary } }';
    for (const scopes of [[], ['pay'], ['read'], ['other']]) {
      caller = { scopes };
      expect(codesOf(await federation.ask(query))).toEqual(['me.salary FORBIDDEN']);
    }
    for (const scopes of [['pay', 'read'], ['chief'], ['pay', 'chief']]) {
      caller = { scopes };
      expect(await federation.ask(query)).toEqual({ data: { me: { salary: 9 } } });
    }
  });

  test('@policy: asked of the gateway by name', async () => {
    caller = {};
    expect(codesOf(await federation.ask('{ me { diary } }'))).toEqual(['me.diary FORBIDDEN']);
    caller = { policies: ['own'] };
    expect(await federation.ask('{ me { diary } }')).toEqual({ data: { me: { diary: 'dear me' } } });
  });

  test.each([
    ['an alias', '{ me { x: phone } }', 'me.x'],
    ['an alias that is an open field', '{ me { name: phone } }', 'me.name'],
    ['a fragment', '{ me { ...F } } fragment F on Person { phone }', 'me.phone'],
    ['an inline fragment', '{ me { ... { ... on Person { phone } } } }', 'me.phone'],
    ['another entity', '{ me { notes { author { phone } } } }', 'me.notes.0.author.phone'],
    ['a field of another subgraph', '{ me { notes { private } } }', 'me.notes.0.private'],
    ['a list', '{ people { phone } }', 'people.0.phone'],
    ['an enum type', '{ me { mood } }', 'me.mood'],
    ['a scalar type', '{ me { place } }', 'me.place'],
    ['a field of object type', '{ me { boss { id } } }', 'me.boss'],
    ['a field that requires it', '{ me { taxes } }', 'me.taxes'],
    ['an interface one of whose types asks for it', '{ things { name } }', 'things.0.name'],
    ['a type condition', '{ things { ... on Safe { name } } }', 'things.1.name'],
    ['a field of a closed type', '{ secrets { id } }', 'secrets'],
    ['a union', '{ found { ... on Secret { text } } }', 'found.1.text'],
  ])('a stranger does not reach a closed field by %s', async (_, query, path) => {
    const answer = await federation.ask(query);
    expect(codesOf(answer)).toEqual([`${path} UNAUTHENTICATED`]);
    expect(JSON.stringify(answer.data)).not.toMatch(/139|mine|GOOD|a safe|hush|"id":"9"|dear/);
    expect(asked()).not.toMatch(/phone|private|mood|place|boss|taxes|salary|secrets|text/);
  });

  test('what an interface keeps closed may be asked of the types that do not', async () => {
    const answer = await federation.ask('{ things { id ... on Box { name } } }');
    expect(answer).toEqual({ data: { things: [{ id: 'b', name: 'a box' }, { id: 's' }] } });
  });

  test('a response key with one closed field among those that write it is closed', async () => {
    const answer = await federation.ask('{ things { id name ... on Box { name } } }');
    expect(answer.data).toEqual({
      things: [
        { id: 'b', name: null },
        { id: 's', name: null },
      ],
    });
  });

  test('the null of a field that may not be null goes up', async () => {
    const answer = await federation.ask('{ me { name age } }');
    expect(answer.data).toEqual({ me: null });
    expect(codesOf(answer)).toEqual(['me.age UNAUTHENTICATED']);
  });

  test('one error for a selection, at the first place where it is', async () => {
    const answer = await federation.ask('{ people { phone also: phone } }');
    expect(answer.data).toEqual({
      people: [
        { phone: null, also: null },
        { phone: null, also: null },
      ],
    });
    expect(codesOf(answer)).toEqual(['people.0.phone UNAUTHENTICATED', 'people.0.also UNAUTHENTICATED']);
  });

  test('an object that is not there has no closed fields, and one with nothing else is still there', async () => {
    const { data } = await federation.ask('{ me { phone } }');
    expect(data).toEqual({ me: { phone: null } });
  });

  test('a closed field that is skipped is no error', async () => {
    const query = 'query ($on: Boolean!) { me { name phone @include(if: $on) ... @skip(if: $on) { age } } }';
    caller = { signedIn: true };
    expect(await federation.ask(query, { on: true })).toEqual({ data: { me: { name: 'Ann', phone: '139' } } });
    caller = { signedIn: false };
    const on = await federation.ask(query, { on: true });
    expect([on.data, codesOf(on)]).toEqual([{ me: { name: 'Ann', phone: null } }, ['me.phone UNAUTHENTICATED']]);
    const off = await federation.ask(query, { on: false });
    expect([off.data, codesOf(off)]).toEqual([{ me: null }, ['me.age UNAUTHENTICATED']]);
  });

  test('a key that an open field writes under one condition and a closed one under another', async () => {
    const query = `
      query ($on: Boolean!) { me { x: name @include(if: $on) ...F @skip(if: $on) } }
      fragment F on Person { x: name ...G }
      fragment G on Person { phone @include(if: $on) phone }
    `;
    const on = await federation.ask(query, { on: true });
    expect([on.data, codesOf(on)]).toEqual([{ me: { x: 'Ann' } }, []]);
    const off = await federation.ask(query, { on: false });
    expect([off.data, codesOf(off)]).toEqual([{ me: { x: 'Ann', phone: null } }, ['me.phone UNAUTHENTICATED']]);
  });

  test('a closed mutation is not run; the others are', async () => {
    caller = {};
    const answer = await federation.ask('mutation { hire(name: "Eve") { id } open }');
    expect(answer.data).toEqual({ hire: null, open: 2 });
    expect(codesOf(answer)).toEqual(['hire FORBIDDEN']);
    expect(asked()).not.toContain('hire');
  });

  test.each(['mutation { open must }', '{ me { name } must }'])(
    'nothing is run for an answer that a closed root field makes null: %s',
    async (document) => {
      const answer = await federation.ask(document);
      expect(answer.data).toBeNull();
      expect(codesOf(answer)).toEqual(['must UNAUTHENTICATED']);
      expect(federation.calls).toEqual([]);
    },
  );

  test('a closed subscription opens no source', async () => {
    const results = [];
    for await (const result of federation.events('subscription { born { name } }')) results.push(result);
    expect(results.map((result) => codesOf(JSON.parse(JSON.stringify(result)) as Answered))).toEqual([
      ['born UNAUTHENTICATED'],
    ]);
    expect(federation.calls).toEqual([]);
    caller = {};
    const events = [];
    for await (const { data } of federation.events('subscription { born { name diary } }')) events.push(data);
    expect(events).toEqual([{ born: { name: 'Ann', diary: null } }]);
  });

  test('callers of one prepared operation at the same time each get what is theirs', async () => {
    const query = '{ me { name phone salary diary } }';
    const callers: Caller[] = [
      { signedIn: false },
      {},
      { scopes: ['chief'] },
      { policies: ['own'] },
      { signedIn: false },
    ];
    const answers = await Promise.all(
      callers.map((one) => {
        caller = one;
        return federation.ask(query);
      }),
    );
    expect(answers.map(({ data }) => (data as { me: object }).me)).toEqual([
      { name: 'Ann', phone: null, salary: null, diary: null },
      { name: 'Ann', phone: '139', salary: null, diary: null },
      { name: 'Ann', phone: '139', salary: 9, diary: null },
      { name: 'Ann', phone: '139', salary: null, diary: 'dear me' },
      { name: 'Ann', phone: null, salary: null, diary: null },
    ]);
  });
});
