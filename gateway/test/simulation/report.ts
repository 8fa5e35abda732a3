import type { PlantedBug } from './planted.js';
import type { SimulationReport } from './simulate.js';

/** What was found, how to see it again, and what came before it. */
export function failure(report: SimulationReport, steps: number, bug: PlantedBug | null = null): string {
  const { seed, tail, violation } = report;
  const planted = bug === null ? '' : ` --plant '${bug}'`;
  return [
    ...tail.map((line) => `  ${line}`),
    `seed ${seed}, step ${violation?.step}: ${violation?.what}`,
    `npm run simulate -w @lianxin/gateway -- --seed ${seed} --steps ${steps} --world-steps ${steps}${planted}`,
  ].join('\n');
}
