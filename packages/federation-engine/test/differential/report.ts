import { print, parse } from 'graphql';
import type { Contenders } from './contenders.js';
import type { Operation } from './generate-operation.js';
import type { PlanFault, Refused, Verdict } from './judge.js';

/** Where a run is: the seed of a supergraph and the index of an operation. */
export interface Position {
  readonly seed: number;
  readonly index: number;
}

export interface Report {
  supergraphs: number;
  notComposed: number;
  notGenerated: number;
  readonly refused: Record<Refused, number>;
  /** Where the planner ended its process or did not come back, which the engine outlived and refused. */
  readonly plannerFailed: Position[];
  compared: number;
  /** Where the plan is at fault, by the way in which that was shown. */
  readonly planFaults: Partial<Record<PlanFault, number>>;
  /** Where ours differs, and nothing explains it; of supergraphs as a whole, the index is -1. */
  readonly differences: Position[];
  /** Failures in subgraphs that graphql-js left without anybody to hear of them: each would end a process. */
  forgotten: number;
  readonly oracle: Record<Verdict['oracle'], number>;
  /** Operations over which the oracle's planner ended the process that compares, or from which it did not come back. */
  readonly skipped: Readonly<Record<'died' | 'stuck', Position[]>>;
  readonly features: Record<string, number>;
}

export function newReport(): Report {
  return {
    supergraphs: 0,
    notComposed: 0,
    notGenerated: 0,
    refused: { OPERATION_NOT_PLANNABLE: 0, OPERATION_TOO_LARGE: 0 },
    plannerFailed: [],
    compared: 0,
    planFaults: {},
    differences: [],
    forgotten: 0,
    oracle: { same: 0, 'not asked': 0, 'no plan': 0, differs: 0 },
    skipped: { died: [], stuck: [] },
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
    `\n== supergraph ${seed}, operation ${index}: ${verdict.difference ?? (verdict.planned === undefined ? `oracle ${verdict.oracle}` : `plan: ${verdict.planned.difference}, ${verdict.planned.fault}`)}`,
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
  report.compared += part.compared;
  report.plannerFailed.push(...part.plannerFailed);
  report.differences.push(...part.differences);
  report.forgotten += part.forgotten;
  for (const name of Object.keys(part.oracle) as Verdict['oracle'][]) report.oracle[name] += part.oracle[name];
  addCounts(report.refused, part.refused);
  addCounts(report.features, part.features);
  addCounts(report.planFaults, part.planFaults);
}

function addCounts(to: Partial<Record<string, number>>, from: Partial<Record<string, number>>): void {
  for (const [name, count] of Object.entries(from)) to[name] = (to[name] ?? 0) + (count ?? 0);
}

export function summary(report: Report, seed: number, seconds: number): string {
  const features = Object.entries(report.features).sort(([, a], [, b]) => b - a);
  const { died, stuck } = report.skipped;
  return [
    `seed ${seed}: ${report.compared} operations compared over ${report.supergraphs} supergraphs ` +
      `in ${seconds.toFixed(1)} s (${Math.round(report.compared / seconds)} a second)`,
    `${report.notComposed} supergraphs do not compose, ${report.notGenerated} operations not generated`,
    `${report.refused.OPERATION_NOT_PLANNABLE} operations refused without a plan, ` +
      `${report.refused.OPERATION_TOO_LARGE} larger than the limits`,
    `${report.plannerFailed.length} operations refused after the planner failed over them${listed(report.plannerFailed)}`,
    `${died.length} operations skipped, for which the planner ended its process${listed(died)}`,
    `${stuck.length} operations skipped, whose plan took too long${listed(stuck)}`,
    `oracle: ${Object.entries(report.oracle)
      .map(([name, count]) => `${count} ${name}`)
      .join(', ')}`,
    `${report.forgotten} rejections that graphql-js left unhandled in subgraphs`,
    'operations that used a feature:',
    ...features.map(([name, count]) => `  ${String(count).padStart(8)}  ${name}`),
    'differences of the plan:',
    ...Object.entries(report.planFaults).map(([fault, count]) => `  ${String(count).padStart(8)}  ${fault}`),
    `${report.differences.length} differences${listed(report.differences, 1_000)}`,
  ].join('\n');
}

function listed(positions: readonly Position[], most = 20): string {
  const words = positions.slice(0, most).map(({ seed, index }) => `${seed}/${index}`);
  return words.length > 0 ? ` (${words.join(', ')}${positions.length > most ? ', …' : ''})` : '';
}
