import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const program = fileURLToPath(new URL('../dist/main.js', import.meta.url));

async function smoke(...args: readonly string[]): Promise<string> {
  return (await promisify(execFile)(process.execPath, [program, ...args, '--smoke'])).stdout;
}

test('everybody tells their events to all subscribers, with both hops', async () => {
  const shown = await smoke('live', '--sockets', '20');
  for (const title of ['raw ws', 'graphql-ws, executed for each', 'Lianxin, outbox to socket'])
    expect(shown).toMatch(new RegExp(`^${title}.* \\d+\\.\\d\\d`, 'm'));
});

test('a commit is timed to its client, beside a bare NOTIFY', async () => {
  const shown = await smoke('live', '--latency', '--sockets', '2');
  for (const title of ['NOTIFY to ws', 'NOTIFY to a log', 'Lianxin, written in another', 'Lianxin, written in its own'])
    expect(shown).toMatch(new RegExp(`^${title}.* \\d+\\.\\d\\d`, 'm'));
});

test('transitions are made and moved, by hand and by the platform', async () => {
  const shown = await smoke('relay');
  for (const title of [
    'INSERT … SELECT, all',
    'Lianxin relay',
    'bare pg: row, history',
    'Lianxin, those of one moment',
  ])
    expect(shown).toMatch(new RegExp(`^${title}.* \\d+\\.\\d\\d`, 'm'));
  expect(shown).toMatch(/idle relay, by the minute: \d+ ms of processor time, \d+ statements/);
});
