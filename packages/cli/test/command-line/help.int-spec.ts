import { fileURLToPath } from 'node:url';
import { nodeProgram, type Program } from '../e2e/program.js';

const bin = fileURLToPath(new URL('../../bin/lianxin.js', import.meta.url));

/** Ends the program when it loads anything of the gateway, a subgraph or a package that they stand on. */
const nothingOfThePlatform = `data:text/javascript,${encodeURIComponent(`
  import { registerHooks } from 'node:module';
  registerHooks({
    load(url, context, nextLoad) {
      if (/\\/(gateway|subgraphs\\/[a-z]+|packages\\/(database|events|federation-engine))\\/dist\\//.test(url))
        throw new Error('loads ' + url);
      return nextLoad(url, context);
    },
  });
`)}`;

const lightly = (...args: string[]): Program =>
  nodeProgram('lianxin', ['--import', nothingOfThePlatform, bin, ...args], {});

// A command needs seconds of processor time to load the platform; who mistypes its name should not wait for that.
test.each([[['--help']], [['migrate', '--help']], [['--version']]])(
  '%j answers without loading the platform',
  async (args) => {
    await using program = lightly(...args);
    expect(await program.ended).toMatchObject({ code: 0 });
  },
);

test('a command that does not exist is refused without loading the platform', async () => {
  await using program = lightly('imprt');
  expect(await program.ended).toMatchObject({ code: 1 });
  expect(program.output.stderr).toContain("unknown command 'imprt'");
});

test('a command that runs does load it, so the tests before this one look at the right files', async () => {
  await using program = lightly('migrate');
  await program.ended;
  expect(program.output.stderr).toMatch(/loads .*\/(gateway|packages\/database)\/dist\//);
});
