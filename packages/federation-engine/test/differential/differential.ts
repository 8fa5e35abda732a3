import { GraphQLError, lexicographicSortSchema, printSchema } from 'graphql';
import { startContenders, type Contenders } from './contenders.js';
import type { Message } from './child.js';
import { featuresOf } from './features.js';
import { generateOperation, type Operation } from './generate-operation.js';
import { judge, type Verdict } from './judge.js';
import { Random } from './random.js';
import { newReport, tellDifference, type Position } from './report.js';
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
  /** Tell differences as they were found instead of making them smaller. */
  readonly whole: boolean;
  write(text: string): void;
  /** Called before anything that may take long or end the process, with what came since the last call. */
  reach(message: Message): void;
}

/** Runs generated operations over generated supergraphs until enough were compared. */
export async function runDifferential(options: DifferentialOptions): Promise<void> {
  await using server = await new SubgraphServer().start();
  const run = new Run(options);
  // graphql-js forgets about items of a list that fail after another one has nulled the list.
  const forgotten = (error: unknown): void => {
    if (!(error instanceof GraphQLError) || !error.path) throw error;
    run.report.forgotten++;
  };
  process.on('unhandledRejection', forgotten);
  for (let { seed, index } = options.from; run.compared < options.operations; seed++, index = 0) {
    await compareSupergraph({ seed, index }, server, run);
    if (options.only !== undefined) break;
  }
  run.reach(options.from);
  process.off('unhandledRejection', forgotten);
}

/** What a run holds from one operation to the next. */
class Run {
  compared = 0;
  told = 0;
  /** Of what was not reported yet. */
  report = newReport();

  constructor(readonly options: DifferentialOptions) {}

  reach(at: Position, shrinking = false): void {
    const { report } = this;
    this.report = newReport();
    this.compared += report.compared;
    this.options.reach({ at, report, shrinking });
  }
}

async function compareSupergraph({ seed, index }: Position, server: SubgraphServer, run: Run): Promise<void> {
  const { options } = run;
  run.reach({ seed, index });
  // One that is gone on with was counted when its first operations were compared.
  const isNew = index === 0 || options.only !== undefined;
  if (isNew) run.report.supergraphs++;
  await using contenders = await startContenders(seed, server);
  if ('errors' in contenders) {
    run.report.notComposed++;
    if (options.showOracle) options.write(`seed ${seed} does not compose: ${contenders.errors[0]}`);
    return;
  }
  if (isNew) comparePublicSchemas(contenders, run);
  const until = options.only === undefined ? options.each : index + 1;
  for (let i = index; i < until; i++) {
    run.reach({ seed, index: i });
    const operation = generateOperation(contenders.monolith, new Random(`operation ${seed} ${i}`));
    if (operation) await compareOne(contenders, operation, { seed, index: i }, run);
    else run.report.notGenerated++;
  }
}

async function compareOne(contenders: Contenders, operation: Operation, at: Position, run: Run): Promise<void> {
  const { report, options } = run;
  const verdict = await judge(contenders, operation, options.showOracle);
  report.oracle[verdict.oracle]++;
  if (verdict.refused) {
    if (verdict.plannerFailed) report.plannerFailed.push(at);
    else report.refused[verdict.refused]++;
    return;
  }
  report.compared++;
  const fault = verdict.planned?.fault;
  if (fault !== undefined) report.planFaults[fault] = (report.planFaults[fault] ?? 0) + 1;
  for (const feature of featuresOf(contenders, operation, verdict.answers)) {
    report.features[feature] = (report.features[feature] ?? 0) + 1;
  }
  if (verdict.difference !== undefined) report.differences.push(at);
  const kind = kindOf(verdict, options);
  if (kind === undefined || run.told++ >= options.examples) return;
  const isStillThere = (smaller: Verdict): boolean => {
    run.reach(at, true);
    return kindOf(smaller, options) === kind;
  };
  run.reach(at, true);
  const small = options.whole ? operation : await shrink(contenders, operation, isStillThere, kind === 'oracle');
  options.write(tellDifference(contenders, at.index, small, await judge(contenders, small, true)));
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
function comparePublicSchemas({ publicSchema, monolith, model }: Contenders, { report, options }: Run): void {
  const of = (schema: typeof monolith): string[] => printSchema(lexicographicSortSchema(schema)).split('\n');
  const [ours, expected] = [of(publicSchema), of(monolith)];
  if (ours.join('\n') === expected.join('\n')) return;
  report.differences.push({ seed: model.seed, index: -1 });
  const lines = [
    ...ours.filter((line) => !expected.includes(line)),
    ...expected.filter((line) => !ours.includes(line)),
  ];
  options.write(`seed ${model.seed}: the public schema differs\n${lines.join('\n')}`);
}
