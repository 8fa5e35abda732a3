import { businessDate, type SettableClock } from '@lianxin/calendar';
import { expireRatings, type SuggestionServices } from '@lianxin/suggestions';
import type { TimedMove } from './move-times.js';
import { playedBefore } from './played-before.sql.js';
import type { Progress } from './move-context.js';
import { playMove } from './play-move.js';
import { collectedAt, type Scenario } from './scenario.types.js';

/** What playing needs. */
export interface Stage {
  readonly services: SuggestionServices;
  readonly clock: Pick<SettableClock, 'set'>;
  readonly unitIds: ReadonlyMap<string, string>;
  readonly anchor: Date;
  readonly onPlayed: (done: number, total: number) => void;
}

interface Cue extends TimedMove {
  readonly scenario: Scenario;
  readonly index: number;
}

/** So many moves are under way at once. */
const lanes = 6;

/** Where each scenario stands, from this run and from one that was interrupted. */
class Prompter {
  private readonly progress = new Map<string, Progress>();
  private readonly abandoned = new Set<string>();
  private readonly resumed = new Set<string>();

  async recall({ db }: SuggestionServices, scenarios: readonly Scenario[], anchor: Date): Promise<void> {
    const [first] = scenarios;
    if (!first) return;
    const rows = await db.query(playedBefore, [collectedAt(first), anchor]);
    const byInstant = new Map(rows.map((row) => [row.collectedAt.getTime(), row]));
    for (const scenario of scenarios) {
      const row = byInstant.get(collectedAt(scenario).getTime());
      if (!row) continue;
      this.progress.set(scenario.key, row);
      this.resumed.add(scenario.key);
    }
  }

  of({ key }: Scenario): Progress | null {
    return this.progress.get(key) ?? null;
  }

  isDone({ scenario, index }: Cue): boolean {
    return this.abandoned.has(scenario.key) || (this.of(scenario)?.version ?? 0) > index;
  }

  note({ scenario, move }: Cue, outcome: Awaited<ReturnType<typeof playMove>>): void {
    if ('state' in outcome) this.progress.set(scenario.key, outcome.state);
    // Between two runs the platform may have let a rating expire: what happened stands, the rest is not played.
    else if (this.resumed.has(scenario.key)) this.abandoned.add(scenario.key);
    else throw new Error(`${scenario.key} (${scenario.route}): ${move} was refused with ${outcome.refused.code}`);
  }
}

/** A move waits for the ones before it on the same suggestion, by the same person, and on the suggestion it is merged into. */
const namesOf = ({ scenario }: Cue): string[] => [
  scenario.key,
  scenario.resident.accountId,
  ...(scenario.mergedInto ? [scenario.mergedInto.key] : []),
];

/**
 * Plays the scenarios in the order of time, a few moves at once, each through its use case and at its own moment. Once a
 * day, when nothing is under way, the ratings that never came are recorded. An interrupted run is taken up where it ended.
 */
export async function playScenarios(stage: Stage, scenarios: readonly Scenario[]): Promise<void> {
  const { services, clock, unitIds, anchor, onPlayed } = stage;
  const cues = scenarios
    .flatMap((scenario) => scenario.moves.map((timed, index): Cue => ({ ...timed, scenario, index })))
    .sort((a, b) => a.at.getTime() - b.at.getTime());
  const prompter = new Prompter();
  await prompter.recall(services, scenarios, anchor);
  const servicesAt = (at: Date): SuggestionServices => ({ ...services, clock: { now: () => at } });

  const play = async (cue: Cue): Promise<void> => {
    if (prompter.isDone(cue)) return;
    const { scenario, move, index, at } = cue;
    const targetId = scenario.mergedInto ? (prompter.of(scenario.mergedInto)?.id ?? null) : null;
    const context = { services: servicesAt(at), at, index, progress: prompter.of(scenario), unitIds, targetId };
    prompter.note(cue, await playMove(scenario, move, context));
  };

  const underWay = new Set<Promise<void>>();
  const latest = new Map<string, Promise<void>>();
  const begin = (cue: Cue): void => {
    const names = namesOf(cue);
    const before = names.flatMap((name) => latest.get(name) ?? []);
    const played = Promise.all(before).then(() => play(cue));
    names.forEach((name) => latest.set(name, played));
    underWay.add(played);
    void played.finally(() => underWay.delete(played)).catch(() => undefined);
  };

  let today = '';
  try {
    for (const [done, cue] of cues.entries()) {
      const day = businessDate(cue.at);
      if (day !== today) {
        await Promise.all(underWay);
        await expireRatings(servicesAt(cue.at));
        today = day;
        onPlayed(done, cues.length);
      }
      clock.set(cue.at);
      begin(cue);
      if (underWay.size >= lanes) await Promise.race(underWay);
    }
    await Promise.all(underWay);
  } finally {
    // Whatever stopped the play, nobody is left on the stage.
    await Promise.allSettled(underWay);
  }
  await expireRatings(servicesAt(anchor));
  onPlayed(cues.length, cues.length);
}
