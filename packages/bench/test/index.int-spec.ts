import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const program = fileURLToPath(new URL('../dist/main.js', import.meta.url));

test('a board, an event and a rebuild are measured beside plain SQL that says the same', async () => {
  const { stdout, stderr } = await promisify(execFile)(process.execPath, [program, 'index', '--smoke']);
  expect(stderr).toContain('plain SQL and the board say the same of 50 deputies');
  for (const title of ['recount of everybody', 'board, cold, a page of 100', 'an inspection changes'])
    expect(stdout).toMatch(new RegExp(`^${title}.* \\d+(\\.\\d\\d)?`, 'm'));
  // Both histories are short here; rows are by key at any length.
  expect(stdout).toMatch(/^an inspection +10,000 +\d+ +\d{1,3} +\d{1,2}$/m);
  expect(stdout).toMatch(/rebuild: .* events\/s, .* plain tables/);
});
