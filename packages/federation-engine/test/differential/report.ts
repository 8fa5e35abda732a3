import { print, parse } from 'graphql';
import type { Contenders } from './contenders.js';
import type { Operation } from './generate-operation.js';
import type { Verdict } from './judge.js';

/** Where a run is: the seed of a supergraph and the index of an operation. */
export interface Position {
  readonly seed: number;
  readonly index: number;
}

export interface Report {
  supergraphs: number;
  notComposed: number;
  notGenerated: number;
  notPlanned: number;
  compared: number;
  /** Both executors of the plan differ from the monolith: the plan is at fault. */
  planDifferences: number;
  differences: number;
  told: number;
  readonly oracle: Record<Verdict['oracle'], number>;
  /** Operations for which the planner ended the process. */
  readonly ended: Position[];
  readonly features: Record<string, number>;
}

export function newReport(): Report {
  return {
    supergraphs: 0,
    notComposed: 0,
    notGenerated: 0,
    notPlanned: 0,
    compared: 0,
    planDifferences: 0,
    differences: 0,
    told: 0,
    oracle: { same: 0, 'not asked': 0, 'no plan': 0, differs: 0 },
    ended: [],
    features: {},
  };
}

/** Everything needed to see a difference and to see it again. */
export function tellDifference(
  { model: { seed } }: Contenders,
  index: number,
  operation: Operation,
  verdict: Verdict,
): string {
  const { local, http, oracle, monolith } = verdict.answers;
  const lines = [
    `\n== supergraph ${seed}, operation ${index}: ${verdict.difference ?? (verdict.planned === undefined ? `oracle ${verdict.oracle}` : `plan: ${verdict.planned}`)}`,
    print(parse(operation.document)),
    `variables ${JSON.stringify(operation.variables)}`,
  ];
  for (const [name, answer] of Object.entries({ local, http, oracle, monolith })) {
    if (!answer) continue;
    const { text, messages, refused } = answer;
    lines.push(`${name.padEnd(9)}${refused ?? text}`, ...messages.map((message) => `         ! ${message}`));
  }
  if (monolith.hidden.length > 0) lines.push(`hidden   ${JSON.stringify(monolith.hidden)}`);
  lines.push(`again: npm run differential -w @lianxin/federation-engine -- --seed ${seed} --only ${index}`);
  return lines.join('\n');
}

/** Adds what one supergraph brought. */
export function addReport(report: Report, part: Report): void {
  report.supergraphs += part.supergraphs;
  report.notComposed += part.notComposed;
  report.notGenerated += part.notGenerated;
  report.notPlanned += part.notPlanned;
  report.compared += part.compared;
  report.planDifferences += part.planDifferences;
  report.differences += part.differences;
  report.told += part.told;
  for (const name of Object.keys(part.oracle) as Verdict['oracle'][]) report.oracle[name] += part.oracle[name];
  for (const [name, count] of Object.entries(part.features)) {
    report.features[name] = (report.features[name] ?? 0) + count;
  }
}

export function summary(report: Report, seed: number, seconds: number): string {
  const features = Object.entries(report.features).sort(([, a], [, b]) => b - a);
  return [
    `seed ${seed}: ${report.compared} operations compared over ${report.supergraphs} supergraphs ` +
      `in ${seconds.toFixed(1)} s (${Math.round(report.compared / seconds)} a second)`,
    `${report.notComposed} supergraphs do not compose, ${report.notGenerated} operations not generated, ` +
      `${report.notPlanned} without a plan, ${report.ended.length} for which the planner ended its process`,
    `oracle: ${Object.entries(report.oracle)
      .map(([name, count]) => `${count} ${name}`)
      .join(', ')}`,
    'operations that used a feature:',
    ...features.map(([name, count]) => `  ${String(count).padStart(8)}  ${name}`),
    `${report.planDifferences} differences of the plan: both its executors answer otherwise than the monolith`,
    `${report.differences} differences`,
  ].join('\n');
}
