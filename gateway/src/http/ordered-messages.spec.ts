import { OrderedMessages } from './ordered-messages.js';

it('holds a message back until the one before has begun, and not until it has ended', async () => {
  const ordered = new OrderedMessages();
  const seen: string[] = [];
  const begins = new Map<string, () => void>();
  const listen = ordered.inOrder(async (text) => {
    seen.push(`${text} comes`);
    if (text.startsWith('subscribe')) {
      await ordered.begin(new Promise<void>((resolve) => begins.set(text, resolve)));
      seen.push(`${text} runs`);
      await new Promise(() => undefined);
    }
  });
  const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
  void listen('subscribe 1');
  void listen('complete 1');
  void listen('subscribe 2');
  void listen('complete 2');
  await turn();
  expect(seen).toEqual(['subscribe 1 comes']);
  begins.get('subscribe 1')?.();
  await turn();
  expect(seen.slice(1)).toEqual(['subscribe 1 runs', 'complete 1 comes', 'subscribe 2 comes']);
  begins.get('subscribe 2')?.();
  await turn();
  expect(seen.slice(4)).toEqual(['subscribe 2 runs', 'complete 2 comes']);
});

it('goes on after a beginning or a listener that failed', async () => {
  const ordered = new OrderedMessages();
  const seen: string[] = [];
  const listen = ordered.inOrder(async (text) => {
    seen.push(text);
    if (text === 'a') await ordered.begin(Promise.reject(new Error('a')));
    if (text === 'b') throw new Error('b');
  });
  const outcomes = await Promise.allSettled(['a', 'b', 'c'].map((text) => listen(text)));
  expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'fulfilled']);
  expect(seen).toEqual(['a', 'b', 'c']);
});
