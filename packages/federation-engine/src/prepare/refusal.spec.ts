import { getLocation, GraphQLInputObjectType, Source } from 'graphql';
import { composeSupergraph, createEngine, type Engine } from '../index.js';
import { locator } from './locate.js';
import { publicMessage } from './public-message.js';

const sdl = `
  type Query { take(n: Int): Int pick(list: [Int]): Int only(of: [Hue]): Int by(all: [By]): Int any(value: Any): Int }
  input By { a: Int b: Int c: Int d: Int e: Int f: Int g: Int h: Int i: Int and: By }
  scalar Any
  enum Hue { RED }
`;
let calls = 0;
const { supergraphSdl = '' } = composeSupergraph([{ name: 'only', sdl }]);
const engine: Engine = createEngine({
  planner: 'this-process',
  supergraphSdl,
  transports: { only: { execute: async () => ({ data: { take: (calls += 1) } }) } },
});

describe('a message for clients', () => {
  it('has no hints, whatever the client wrote', () => {
    expect(publicMessage('No "a". Did you mean "b" or "c"?')).toBe('No "a".');
    expect(publicMessage('No " Did you mean x". Did you mean "b"?')).toBe('No " Did you mean x".');
    expect(publicMessage('Is this " Did you mean "')).toBe('Is this " Did you mean "');
  });

  it('is found in one reading of the text', () => {
    // Whoever starts over at every hint needs hours for this.
    expect(publicMessage(`${' Did you mean '.repeat(500_000)}!`).length).toBeLessThan(500);
    expect(engine.prepare(`{ take(n: "${' Did you mean '.repeat(4_500)}?x") }`).errors).toHaveLength(1);
  });

  it('keeps its beginning and its end when it quotes too much', async () => {
    const [error] = engine.prepare(`{ take(n: "${'😀'.repeat(10_000)}") }`).errors ?? [];
    expect(error?.message).toMatch(/^Int cannot represent non-integer value: "😀+� … �?😀+"$/u);
    const prepared = engine.prepare('query ($v: [Hue]) { only(of: $v) }');
    const { errors } = await engine.run(prepared, { v: ['x'.repeat(200_000)] }, undefined);
    expect(errors?.[0]?.message).toMatch(/^Variable "\$v" got invalid value "x+ … x+" does not exist in "Hue" enum\.$/);
  });
});

describe('the places of errors', () => {
  it('are those of graphql-js', () => {
    const text = 'a\n\nb\r\nc\rd\n\r\ne';
    const locate = locator(text);
    for (let position = 0; position <= text.length; position++) {
      // Between the two characters of one line break there is nothing; graphql-js counts it to the line before.
      if (text.slice(position - 1, position + 1) === '\r\n') continue;
      expect({ position, ...locate(position) }).toEqual({ position, ...getLocation(new Source(text), position) });
    }
  });

  it('are found without reading the text again for each of them', () => {
    const read = jest.spyOn(String.prototype, 'matchAll');
    const document = `${'\n'.repeat(9_000)}{ ${'take(n: $a) '.repeat(25)} }`;
    const { errors = [] } = engine.prepare(document);
    const characters = read.mock.contexts.reduce<number>((sum, text) => sum + String(text).length, 0);
    read.mockRestore();
    expect(errors.length).toBeGreaterThan(5);
    expect(errors[0]?.locations?.[0]).toEqual({ line: 9_001, column: 11 });
    expect(characters).toBeLessThan(document.length);
  });
});

describe('variables', () => {
  it('may hold no more values than the limit, and no fewer', async () => {
    const prepared = engine.prepare('query ($v: [Int]) { pick(list: $v) }');
    const ask = (count: number): ReturnType<Engine['run']> =>
      engine.run(prepared, { v: Array.from({ length: count }, () => 1) }, undefined);
    calls = 0;
    expect((await ask(10_000)).errors?.[0]).toMatchObject({
      message: 'Variables hold more than 10000 values.',
      extensions: { code: 'BAD_USER_INPUT' },
    });
    expect(calls).toBe(0);
    await ask(9_999);
    expect(calls).toBe(1);
  });

  it('count with all fields that an input object may have: coercion looks at each', async () => {
    const ask = (count: number, query: string): ReturnType<Engine['run']> =>
      engine.run(engine.prepare(query), { v: Array.from({ length: count }, () => ({ and: {} })) }, undefined);
    const typed = 'query ($v: [By]) { by(all: $v) }';
    const looked = jest.spyOn(GraphQLInputObjectType.prototype, 'getFields');
    expect((await ask(501, typed)).errors?.[0]?.message).toBe('Variables hold more than 10000 values.');
    expect(looked.mock.calls.length).toBeLessThan(1_005);
    looked.mockRestore();
    expect((await ask(500, typed)).errors).toBeUndefined();
    expect((await ask(3_000, 'query ($v: Any) { any(value: $v) }')).errors).toBeUndefined();
  });

  it('are not looked at beyond the first value that is too much', async () => {
    const prepared = engine.prepare('query ($v: [Int]) { pick(list: $v) }');
    const late = jest.fn(() => 1);
    const rows = Array.from({ length: 20 }, () => Array.from({ length: 1_000 }, () => 1));
    rows.push(Object.defineProperty<number[]>([], 0, { get: late, enumerable: true }));
    expect((await engine.run(prepared, { v: rows }, undefined)).errors).toHaveLength(1);
    expect(late).not.toHaveBeenCalled();
  });
});
