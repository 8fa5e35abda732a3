import { namesOf, positive, readCommon } from './flags.js';

const usual = { seconds: 5, rounds: 4, warmUpSeconds: 3, connections: 32, contenders: ['bare', 'gateway'] };

test('a smoke run is one short round unless something else is asked for', () => {
  expect(readCommon({ profile: false, smoke: true }, usual)).toMatchObject({
    rounds: 1,
    seconds: 0.5,
    connections: 32,
  });
  expect(readCommon({ profile: false, smoke: true, seconds: '2' }, usual)).toMatchObject({ rounds: 1, seconds: 2 });
  expect(readCommon({ profile: false, smoke: false }, usual)).toMatchObject({ rounds: 4, seconds: 5, only: [] });
});

test('names are split at commas, and an unknown one is refused', () => {
  expect(namesOf('only', ' bare, gateway,', usual.contenders)).toEqual(['bare', 'gateway']);
  expect(() => namesOf('only', 'bare,gatewy', usual.contenders)).toThrow('--only knows no gatewy, only bare, gateway');
});

test.each(['0', '-1', 'many', ''])('%p is no number of rounds', (text) => {
  expect(() => positive('rounds', text, 4)).toThrow('--rounds is a number above 0');
});
