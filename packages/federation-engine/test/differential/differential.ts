import { lexicographicSortSchema, printSchema } from 'graphql';
import { startContenders, type Contenders } from './contenders.js';
import { featuresOf } from './features.js';
import { generateOperation, type Operation } from './generate-operation.js';
import { judge, type Verdict } from './judge.js';
import { Random } from './random.js';
import { newReport, tellDifference, type Position, type Report } from './report.js';
import { SubgraphServer } from './run-ours.js';
import { shrink } from './shrink.js';

export interface DifferentialOptions {
  /** Operations to compare; supergraphs count up from the first seed until there were enough. */
  readonly operations: number;
  /** Operations of each supergraph. */
  readonly each: number;
  /** Of the first supergraph only this operation. */
  readonly only: number | undefined;
  /** Differences told in full. */
  readonly examples: number;
  /** Tell also where only the oracle differs. */
  readonly showOracle: boolean;
  /** Tell also where the plan is at fault. */
  readonly showPlans: boolean;
  /** Where to begin when a run goes on. */
  readonly from: Position;
  write(text: string): void;
  /** Called before each operation. */
  reach(at: Position): void;
  /** Called after each supergraph with what it brought. */
  report(part: Report): void;
}

/** Runs generated operations over generated supergraphs until enough were compared. */
export async function runDifferential(options: DifferentialOptions): Promise<void> {
  await using server = await new SubgraphServer().start();
  let compared = 0;
  let told = 0;
  for (let { seed, index } = options.from; compared < options.operations; seed++, index = 0) {
    const report = newReport();
    report.told = told;
    await compareSupergraph({ seed, index }, server, options, report);
    options.report(report);
    compared += report.compared;
    told = report.told;
    if (options.only !== undefined) break;
  }
}

async function compareSupergraph(
  { seed, index }: Position,
  server: SubgraphServer,
  options: DifferentialOptions,
  report: Report,
): Promise<void> {
  // One that is gone on with was counted when its first operations were compared.
  if (index === 0 || options.only !== undefined) report.supergraphs++;
  await using contenders = await startContenders(seed, server);
  if ('errors' in contenders) {
    report.notComposed++;
    if (options.showOracle) options.write(`seed ${seed} does not compose: ${contenders.errors[0]}`);
    return;
  }
  if (index === 0) comparePublicSchemas(contenders, options, report);
  const until = options.only === undefined ? options.each : index + 1;
  for (let i = index; i < until; i++) {
    options.reach({ seed, index: i });
    const operation = generateOperation(contenders.monolith, new Random(`operation ${seed} ${i}`));
    if (operation) await compareOne(contenders, operation, i, options, report);
    else report.notGenerated++;
  }
}

async function compareOne(
  contenders: Contenders,
  operation: Operation,
  index: number,
  options: DifferentialOptions,
  report: Report,
): Promise<void> {
  const verdict = await judge(contenders, operation, options.showOracle);
  report.oracle[verdict.oracle]++;
  if (verdict.unplanned) {
    report.notPlanned++;
    return;
  }
  report.compared++;
  if (verdict.planned !== undefined) report.planDifferences++;
  for (const feature of featuresOf(contenders, operation, verdict.answers)) {
    report.features[feature] = (report.features[feature] ?? 0) + 1;
  }
  if (verdict.difference !== undefined) report.differences++;
  const kind = kindOf(verdict, options);
  if (kind === undefined || report.told >= options.examples) return;
  report.told++;
  const small = await shrink(contenders, operation, (smaller) => kindOf(smaller, options) === kind, kind === 'oracle');
  options.write(tellDifference(contenders, index, small, await judge(contenders, small, true)));
}

/** Whether this is to be told, and as what. */
function kindOf(
  { difference, planned, oracle }: Verdict,
  { showOracle, showPlans }: DifferentialOptions,
): 'difference' | 'plan' | 'oracle' | undefined {
  if (difference !== undefined) return 'difference';
  if (planned !== undefined) return showPlans ? 'plan' : undefined;
  return showOracle && oracle === 'differs' ? 'oracle' : undefined;
}

/** Composition, too: the public schema is the model without its hidden parts. */
function comparePublicSchemas(
  { publicSchema, monolith, model }: Contenders,
  options: DifferentialOptions,
  report: Report,
): void {
  const of = (schema: typeof monolith): string[] => printSchema(lexicographicSortSchema(schema)).split('\n');
  const [ours, expected] = [of(publicSchema), of(monolith)];
  if (ours.join('\n') === expected.join('\n')) return;
  report.differences++;
  const lines = [
    ...ours.filter((line) => !expected.includes(line)),
    ...expected.filter((line) => !ours.includes(line)),
  ];
  options.write(`seed ${model.seed}: the public schema differs\n${lines.join('\n')}`);
}
