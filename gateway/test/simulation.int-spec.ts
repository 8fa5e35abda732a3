import { mishapNames } from './simulation/mishaps.js';
import { plantedBugs } from './simulation/planted.js';
import { failure } from './simulation/report.js';
import { firstViolation, simulate, type SimulationReport, worldSteps } from './simulation/simulate.js';

const seed = 20_261_126;
const worlds = 15;
/** Far more than any planted bug has needed. */
const enoughSteps = 1_000_000;

describe(`the simulated pipeline (seeds from ${seed})`, () => {
  const reports: SimulationReport[] = [];
  beforeAll(async () => {
    for (let index = 0; index < worlds; index += 1) reports.push(await simulate(seed + index, worldSteps));
  });

  it('loses nothing, doubles nothing, shows everybody their log, and leaves nothing behind', () => {
    const failures = reports.filter(({ violation }) => violation).map((report) => failure(report, worldSteps));
    expect(failures.join('\n')).toBe('');
  });

  it('has done much, and every mishap has befallen it', () => {
    const sum = (of: 'transitions' | 'shown' | 'gaps') => reports.reduce((total, { [of]: count }) => total + count, 0);
    expect(sum('transitions')).toBeGreaterThan(1_000);
    expect(sum('shown')).toBeGreaterThan(10_000);
    expect(sum('gaps')).toBeGreaterThan(0);
    const befallen = new Set(reports.flatMap((report) => [...report.befallen.keys()]));
    expect([...befallen].sort()).toEqual([...mishapNames].sort());
  });

  it('is the same again by the same seed, and another by another', async () => {
    const again = await simulate(seed, worldSteps);
    expect(again.hash).toBe(reports[0]?.hash);
    expect(new Set(reports.map(({ hash }) => hash)).size).toBe(worlds);
  });
});

describe('the simulation finds, when it is planted, that', () => {
  it.each(plantedBugs)('%s', async (bug) => {
    const { report } = await firstViolation(1, enoughSteps, bug);
    expect(report?.violation).toEqual({ step: expect.any(Number), what: expect.any(String) });
    if (!report) return;
    const again = await simulate(report.seed, worldSteps, bug);
    expect([again.violation, again.hash]).toEqual([report.violation, report.hash]);
    const told = failure(report, worldSteps, bug);
    expect(told).toContain(`seed ${report.seed}, step ${report.violation?.step}: ${report.violation?.what}`);
    expect(told).toContain(`--seed ${report.seed} --steps ${worldSteps}`);
  });
});
