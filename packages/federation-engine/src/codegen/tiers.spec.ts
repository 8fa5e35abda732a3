import { turns } from '../turns.js';
import { Tiers } from './tiers.js';

const generated = (): { made: number; generate: () => string } => {
  const count = { made: 0, generate: () => (count.made++, 'generated') };
  return count;
};

test('is interpreted for some runs, and until its turn has come; code is made once', async () => {
  const code = generated();
  const tier = new Tiers(2).of('interpreted', code.generate);
  expect([tier(), tier(), tier()]).toEqual(['interpreted', 'interpreted', 'interpreted']);
  expect(code.made).toBe(0);
  await turns.next();
  expect([tier(), tier()]).toEqual(['generated', 'generated']);
  expect(code.made).toBe(1);
});

test('what runs less often never gets code', async () => {
  const code = generated();
  const tier = new Tiers(2).of('interpreted', code.generate);
  tier();
  await turns.next();
  expect(code.made).toBe(0);
});

test('what cannot be generated goes on being interpreted, and ends nobody', async () => {
  const tier = new Tiers(1).of('interpreted', () => {
    throw new Error('no code');
  });
  tier();
  await turns.next();
  await turns.next();
  expect(tier()).toBe('interpreted');
});

test('with no run to interpret there is code for the first', () => {
  const code = generated();
  const tier = new Tiers(0).of('interpreted', code.generate);
  expect([tier(), tier()]).toEqual(['generated', 'generated']);
  expect(code.made).toBe(1);
});
