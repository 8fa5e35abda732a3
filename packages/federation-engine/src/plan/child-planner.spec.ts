import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ChildPlanner } from './child-planner.js';

test('an operation over which the planner does not come back costs its process, and the next gets another', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'lianxin-planner-'));
  const module = join(folder, 'planner.cjs');
  writeFileSync(
    module,
    `exports.QueryPlanner = class {
      plan(operation) {
        while (operation === 'endless');
        return { kind: 'QueryPlan' };
      }
    };`,
  );
  const child = new ChildPlanner('', { module, deadlineMs: 300 });
  const outcomes = ['one', 'endless', 'two'].map((operation) => child.plan(operation, undefined));
  expect(await Promise.all(outcomes)).toEqual([
    { plan: { kind: 'QueryPlan' } },
    { ended: true },
    { plan: { kind: 'QueryPlan' } },
  ]);
  rmSync(folder, { recursive: true });
});
