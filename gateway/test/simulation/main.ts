import { parseArgs } from 'node:util';
import { plantedBugs } from './planted.js';
import { failure } from './report.js';
import { simulate, worldSteps } from './simulate.js';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: String(Date.now() % 1_000_000_000) },
    steps: { type: 'string', default: '1000000' },
    'world-steps': { type: 'string', default: String(worldSteps) },
    plant: { type: 'string' },
  },
});
const write = (text: string): void => void process.stdout.write(`${text}\n`);
const bug = plantedBugs.find((name) => name === values.plant) ?? null;
const total = Number(values.steps);
const stepsEach = Math.min(total, Number(values['world-steps']));
const begun = performance.now();
const sums = { worlds: 0, steps: 0, transitions: 0, logged: 0, shown: 0, gaps: 0 };

for (let seed = Number(values.seed); sums.steps < total; seed += 1) {
  const report = await simulate(seed, stepsEach, bug);
  sums.worlds += 1;
  for (const name of ['steps', 'transitions', 'logged', 'shown', 'gaps'] as const) sums[name] += report[name];
  if (report.violation) {
    write(failure(report, stepsEach, bug));
    process.exitCode = 1;
    break;
  }
  if (sums.worlds % 10 === 0) write(`${sums.worlds} worlds, ${sums.steps} steps, last hash ${report.hash}`);
}
const minutes = (performance.now() - begun) / 60_000;
write(
  `seed ${values.seed}: ${sums.steps} steps in ${sums.worlds} worlds, ${Math.round(sums.steps / minutes)} a minute; ` +
    `${sums.transitions} transitions acknowledged, ${sums.logged} events logged, ${sums.shown} shown, ${sums.gaps} gaps told`,
);
