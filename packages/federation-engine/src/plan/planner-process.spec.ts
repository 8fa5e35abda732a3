import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PlannerProcess, type PlannerProcessOptions } from './planner-process.js';

const planned = { plan: { kind: 'QueryPlan' } };
const folder = mkdtempSync(join(tmpdir(), 'lianxin-planner-'));
const fakePlanner = join(folder, 'planner.cjs');

/** Plans everything at once, but for operations whose name says what becomes of the process. */
writeFileSync(
  fakePlanner,
  `const { existsSync, writeFileSync } = require('node:fs');
  const ends = {
    endless() {
      while (true);
    },
    abort: () => process.abort(),
    killed: () => process.kill(process.pid, 'SIGKILL'),
    killedOnce() {
      if (existsSync(${JSON.stringify(join(folder, 'killed'))})) return;
      writeFileSync(${JSON.stringify(join(folder, 'killed'))}, '');
      process.kill(process.pid, 'SIGKILL');
    },
    unplanned() {
      throw new Error('no plan');
    },
  };
  exports.QueryPlanner = class {
    constructor(text) {
      if (text === 'bad') throw new Error('no supergraph');
    }
    plan(operation) {
      ends[operation]?.();
      return { kind: 'QueryPlan' };
    }
  };`,
);

afterAll(() => rmSync(folder, { recursive: true }));

function start(options: Partial<PlannerProcessOptions> = {}, text = ''): PlannerProcess & Disposable {
  const planner = new PlannerProcess(() => text, {
    module: fakePlanner,
    deadlineMs: 60_000,
    waitMs: 60_000,
    ...options,
  });
  return Object.assign(planner, { [Symbol.dispose]: () => planner.close() });
}

const outcomesOf = (planner: PlannerProcess, operations: readonly string[]): Promise<unknown[]> =>
  Promise.all(operations.map((operation) => planner.plan('whole', operation, {})));

test('an operation over which the planner ends costs its process, and the next gets another', async () => {
  using planner = start();
  expect(await outcomesOf(planner, ['one', 'abort', 'two', 'unplanned', 'three'])).toEqual([
    planned,
    { ended: true },
    planned,
    { ended: false },
    planned,
  ]);
});

test('an operation from which the planner does not come back is ended at its deadline', async () => {
  using planner = start({ deadlineMs: 300 });
  expect(await outcomesOf(planner, ['endless', 'two'])).toEqual([{ ended: true }, planned]);
});

test('an operation whose process others kill is planned again, once', async () => {
  using planner = start();
  expect(await outcomesOf(planner, ['killedOnce', 'killed', 'two'])).toEqual([planned, { ended: true }, planned]);
});

test('what waits longer than it may is refused, and so is what nobody waits for any more', async () => {
  using planner = start({ deadlineMs: 3_000, waitMs: 2_000 });
  expect(await planner.plan('whole', 'one', {})).toEqual(planned);
  const endless = planner.plan('whole', 'endless', {});
  const two = expect(planner.plan('whole', 'two', {})).rejects.toThrow('Too many new operations wait to be planned.');
  const gone = planner.plan('whole', 'three', { isWanted: () => false });
  await expect(gone).rejects.toThrow('The request was cancelled.');
  await two;
  expect(await endless).toEqual({ ended: true });
  expect(await planner.plan('whole', 'four', {})).toEqual(planned);
});

test('an operation is refused while the planner does not begin, and after it was closed', async () => {
  using bad = start({}, 'bad');
  await expect(bad.ready()).rejects.toMatchObject({
    code: 'BAD_CONFIGURATION',
    details: { reason: 'the query planner cannot read the supergraph: no supergraph' },
  });
  await expect(bad.plan('whole', 'one', {})).rejects.toThrow('Nothing can be planned now.');
  using good = start();
  await expect(good.ready()).resolves.toBeUndefined();
  const closed = start();
  closed.close();
  await expect(closed.ready()).rejects.toMatchObject({ code: 'BAD_CONFIGURATION' });
  await expect(closed.plan('whole', 'one', {})).rejects.toThrow('Nothing can be planned now.');
});

test('a process that does not come back ends with the one that started it, however that ended', async () => {
  const path = join(folder, 'alive');
  const server = createServer().listen(path);
  const asked = once(server, 'connection');
  // Connects as it begins to plan, and stays connected for as long as it lives.
  const lasting = join(folder, 'lasting.cjs');
  writeFileSync(
    lasting,
    `exports.QueryPlanner = class {
      plan() {
        require('node:net').connect(${JSON.stringify(path)});
        while (true);
      }
    };`,
  );
  const hooks = fileURLToPath(new URL('../../../../.config/swc-hooks.mjs', import.meta.url));
  const source = JSON.stringify(new URL('./planner-process.ts', import.meta.url));
  const program = `
    const { PlannerProcess } = await import(${source});
    const options = { module: ${JSON.stringify(lasting)}, deadlineMs: 600_000, waitMs: 600_000 };
    void new PlannerProcess(() => '', options).plan('whole', 'endless', {});
  `;
  const parent = spawn(process.execPath, ['--import', hooks, '--input-type=module', '--eval', program]);
  const [connection] = (await asked) as [Socket];
  const ended = once(connection.resume(), 'close');
  parent.kill('SIGKILL');
  await ended;
  server.close();
});
