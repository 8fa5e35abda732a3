import { type DemoAccount, demoAccounts } from './accounts/demo-accounts.js';
import { openAccounts } from './accounts/open-accounts.js';
import type { DemoPlatform } from './demo-platform.js';
import { findAnchor, isInstalled, registrationOf } from './demo-state.js';
import { installDirectory, installStationBooks } from './directory/install-directory.js';
import { installRegisters } from './directory/install-registers.js';
import { demoUnit } from './directory/units-plan.js';
import { installArchive } from './duty/install-archive.js';
import { playDuty } from './duty/play-duty.js';
import { playMarket } from './duty/play-market.js';
import { suspendMandates } from './duty/suspend-mandates.js';
import { projectCalendar } from './projects/project-calendar.js';
import { demoProjects } from './projects/projects-plan.js';
import { demoWorkLists } from './projects/work-lists-plan.js';
import { installProposals } from './proposals/install-proposals.js';
import { installEvaluation } from './schemes/install-evaluation.js';
import { installPoints } from './schemes/install-points.js';
import { allScenarios } from './suggestions/all-scenarios.js';
import { playScenarios } from './suggestions/play-scenarios.js';

/** Steps before the suggestions, as the bar counts them beside the suggestions' moves. */
const labels = {
  directory: '代表与站点',
  registers: '承办单位与分类',
  suggestions: '群众意见建议',
  duty: '履职任务',
  schemes: '工分与考评',
  accounts: '演示账号',
} as const;

/**
 * Installs the demonstration: an invented world around the present, made through the use cases of the subgraphs, the same
 * everywhere. Nothing happens where it is installed already; after an interruption it goes on where it stopped. Nobody
 * else should write meanwhile, since the clock of the platform walks through the past.
 * @returns the demonstration accounts
 */
export async function installDemoData(platform: DemoPlatform): Promise<readonly DemoAccount[]> {
  if (await isInstalled(platform)) return demoAccounts;
  const { clock } = platform;
  const startedAt = clock.now();
  try {
    await install(platform);
  } finally {
    clock.set(startedAt);
  }
  return demoAccounts;
}

async function install(platform: DemoPlatform): Promise<void> {
  const { suggestions, representatives, projects, identity, dutySchemes, clock, catchUp, password, onProgress } =
    platform;
  const { services } = suggestions;
  const anchor = await findAnchor(platform);
  const scenarios = allScenarios(anchor, services.calendar);
  const total = scenarios.reduce((sum, { moves }) => sum + moves.length, 0);
  const report = (label: string, done: number): void => onProgress?.({ done, total, label });

  report(labels.directory, 0);
  clock.set(registrationOf(anchor));
  await installDirectory(platform);
  report(labels.registers, 0);
  const unitIds = await installRegisters(services);
  await installProposals(services, anchor, unitIds);
  const demoUnitId = unitIds.get(demoUnit.code);
  if (demoUnitId === undefined) throw new Error(`Handling unit ${demoUnit.code} was not registered`);
  clock.set(anchor);
  await installStationBooks(platform, anchor, services.calendar);
  await catchUp();

  await playScenarios(
    { services, clock, unitIds, anchor, onPlayed: (done) => report(labels.suggestions, done) },
    scenarios,
  );
  clock.set(anchor);
  report(labels.duty, total);
  await playDuty(representatives.duty, anchor);
  // The claim market holds what came through the log.
  await catchUp();
  await playMarket(representatives.duty, anchor);
  await suspendMandates(representatives.duty, anchor);
  await installArchive(representatives.duty, anchor);
  report(labels.schemes, total);
  await catchUp();
  await installPoints(dutySchemes, anchor);
  await installEvaluation(dutySchemes, anchor);
  await projects.useCases.registerProjects(demoProjects(projectCalendar(anchor), unitIds));
  report(labels.accounts, total);
  await openAccounts(identity, password, demoUnitId);
  // The last record: where it is, nothing is missing (see demo-state.ts).
  await projects.useCases.registerWorkLists(demoWorkLists(anchor, unitIds));
  await catchUp();
}
