import { readLiveOptions } from './options.js';

test('each thing to measure has its own sockets, fewer for a smoke run', () => {
  expect(readLiveOptions([])).toMatchObject({ mode: 'fan-out', sockets: [2_000, 5_000], window: 4 });
  expect(readLiveOptions(['--latency'])).toMatchObject({ mode: 'latency', sockets: [1, 200] });
  expect(readLiveOptions(['--stalled', '--smoke'])).toMatchObject({ mode: 'stalled', sockets: [100], rounds: 1 });
  expect(readLiveOptions(['--webhook'])).toMatchObject({ mode: 'webhook', sockets: [1] });
  expect(readLiveOptions(['--idle', '--sockets', '300'])).toMatchObject({ mode: 'idle', sockets: [300] });
});

test('two things at a time, and sockets that are no number, are refused', () => {
  expect(() => readLiveOptions(['--idle', '--stalled'])).toThrow(RangeError);
  expect(() => readLiveOptions(['--sockets', '10,x'])).toThrow(RangeError);
  expect(() => readLiveOptions(['--only', 'nobody'])).toThrow(RangeError);
});
