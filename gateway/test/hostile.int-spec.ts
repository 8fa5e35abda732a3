import { Chance } from './hostile/chance.js';
import { hostileRequest } from './hostile/families.js';
import type { HostileReport } from './hostile/report.js';
import { runHostile } from './hostile/run-hostile.js';

const seed = 20_261_126;
const documents = 1_500;

describe(`a gateway under hostile requests (seed ${seed})`, () => {
  let report: HostileReport;
  beforeAll(async () => {
    report = await runHostile({
      seed,
      from: 0,
      documents,
      idleMs: 1_000,
      timePrepare: false,
      judgeWaits: false,
      withParallel: false,
      progress: () => undefined,
    });
  });

  it('answers each of them in its protocol, without 5xx, without internals, and nobody is held up', () => {
    expect(report.faults).toEqual([]);
  });

  it('has seen all families and both ends: what is taken and what is refused', () => {
    expect(report.count).toBe(documents);
    expect(report.families.size).toBeGreaterThan(30);
    const outcomes = new Set([...report.families.values()].flatMap((family) => [...family.outcomes.keys()]));
    expect([...outcomes]).toEqual(expect.arrayContaining(['200', '400', '413', '415', 'ws', 'closed 4400']));
  });

  it('goes on answering the bystander', () => {
    expect(report.waits.count).toBeGreaterThan(100);
  });
});

it('the same seed makes the same requests', () => {
  for (let index = 0; index < 100; index++) {
    expect(hostileRequest(7, index, true)).toEqual(hostileRequest(7, index, true));
  }
  expect(new Chance(7, 1).next()).not.toBe(new Chance(7, 2).next());
});
