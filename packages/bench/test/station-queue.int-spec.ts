import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const program = fileURLToPath(new URL('../dist/main.js', import.meta.url));

test('the benchmark starts everybody, finds their answers equal, measures them and stops', async () => {
  const { stdout } = await promisify(execFile)(process.execPath, [program, 'station-queue', '--smoke']);
  const lines = stdout
    .split('\n')
    .filter((line) => /\d+\.\d+/.test(line) && / ms|KB|node:http|PostGraphile|Lianxin/.test(line));
  const titles = [
    'one hand-written SQL',
    'PostGraphile 5',
    'Lianxin gateway, same fields',
    'Lianxin gateway, whole StationQueue',
  ];
  for (const title of titles) expect(lines.some((line) => line.startsWith(title))).toBe(true);
  expect(stdout).toContain('500 suggestions, 32 connections, 1 × 0.5 s');
});
