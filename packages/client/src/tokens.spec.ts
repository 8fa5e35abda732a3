import { GraphQLRequestError } from './request-error.js';
import { Tokens } from './tokens.js';

describe('Tokens', () => {
  it('asks for another one once, and then as ever', async () => {
    const asked: (string | undefined)[] = [];
    let current = 'a';
    const tokens = new Tokens((refused) => {
      asked.push(refused);
      if (refused === current) current += '+';
      return current;
    });
    expect(await Promise.all([tokens.take(), tokens.take()])).toEqual(['a', 'a']);
    tokens.refuse('a');
    expect(await tokens.take()).toBe('a+');
    tokens.refuse('a');
    expect(await tokens.take()).toBe('a+');
    expect(asked).toEqual([undefined, 'a', undefined]);
  });

  it('tells a source without a memory each time', async () => {
    const tokens = new Tokens((refused) => (refused === undefined ? 'a' : 'b'));
    expect(await tokens.take()).toBe('a');
    tokens.refuse('a');
    expect([await tokens.take(), await tokens.take()]).toEqual(['b', 'b']);
  });

  it('ends where the refused one is the only one, with what the gateway said of it', async () => {
    const tokens = new Tokens(() => 'a');
    await tokens.take();
    tokens.refuse('a');
    await expect(tokens.take()).rejects.toMatchObject({ code: 'SESSION_ENDED' });
    const refusal = new GraphQLRequestError('UNAUTHENTICATED', 'no');
    tokens.refuse('a', refusal);
    await expect(tokens.take()).rejects.toBe(refusal);
  });

  it('knows none without a source', async () => expect(await new Tokens(undefined).take()).toBeUndefined());
});
