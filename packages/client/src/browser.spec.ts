import { join } from 'node:path';
import { build } from 'esbuild';

/** Bytes before compression; graphql-ws' client is part of it. */
const bound = 40 * 1024;

describe('the package in a browser', () => {
  it('bundles without anything of Node and stays small', async () => {
    const { errors, outputFiles } = await build({
      entryPoints: [join(__dirname, 'index.ts')],
      platform: 'browser',
      format: 'esm',
      bundle: true,
      minify: true,
      write: false,
      logLevel: 'silent',
    });
    expect(errors).toEqual([]);
    const [{ text } = { text: '' }] = outputFiles;
    expect(text).toContain('graphql-transport-ws');
    expect(text).not.toMatch(/\brequire\(|node:|\bprocess\./);
    expect(text.length).toBeLessThan(bound);
  });
});
