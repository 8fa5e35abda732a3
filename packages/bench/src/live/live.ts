import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RunningPlatform, runPlatform } from '../platform/run-platform.js';
import { machineKind } from '../report/machine.js';
import { profileArguments, readProfile } from '../report/process-profile.js';
import { writeResults } from '../report/results.js';
import { type Contender, fanOutContenders, oursOf } from './contenders.js';
import { measureFanOut } from './modes/fan-out.js';
import { measureIdle } from './modes/idle.js';
import { measureLatency } from './modes/latency.js';
import { notingArguments } from './modes/memory-notes.js';
import { measureStalled } from './modes/stalled.js';
import { timedContenders } from './modes/timed-contenders.js';
import { measureWebhook } from './modes/webhook.js';
import type { LiveOptions } from './options.js';
import { fanOutReport } from './reports/fan-out.js';
import { idleReport } from './reports/idle.js';
import { latencyReport } from './reports/latency.js';
import type { Report } from './reports/report.js';
import { stalledReport } from './reports/stalled.js';
import { webhookReport } from './reports/webhook.js';
import { receiverSettings } from './world/receiver.js';
import { innerWriterArguments } from './world/ask-inner-writer.js';
import { World } from './world/world.js';

const progress = (text: string): void => console.error(`  ${text}`);

/** Live events through the platform, beside what could carry them with less, in one run on one machine. */
export async function benchLive(options: LiveOptions): Promise<void> {
  await using opened = new AsyncDisposableStack();
  const folder = mkdtempSync(join(tmpdir(), 'lianxin-bench-'));
  opened.defer(() => rmSync(folder, { recursive: true, force: true }));
  const interrupted = Promise.withResolvers<never>();
  // Heard where the work is raced with it; until the platform runs, it waits.
  interrupted.promise.catch(() => undefined);
  const interrupt = (): void => interrupted.reject(new Error('Interrupted'));
  process.once('SIGINT', interrupt).once('SIGTERM', interrupt);
  opened.defer(() => void process.off('SIGINT', interrupt).off('SIGTERM', interrupt));

  progress('starting the platform on an empty database');
  const nodeArguments = [
    ...(options.mode === 'latency' ? innerWriterArguments(folder) : []),
    ...(options.profile ? profileArguments(folder) : []),
    ...(options.mode === 'idle' ? notingArguments(folder) : []),
  ];
  const settings = options.mode === 'webhook' ? receiverSettings(folder) : {};
  const platform = opened.use(await runPlatform(join(folder, 'data'), nodeArguments, settings));
  await Promise.race([run(platform, folder, options), interrupted.promise]);
  if (options.profile) {
    await platform.stop();
    console.log(`\n${readProfile(folder)}`);
  }
}

async function run(platform: RunningPlatform, folder: string, options: LiveOptions): Promise<void> {
  await using opened = new AsyncDisposableStack();
  const world = opened.use(await World.build(platform));
  const ours = oursOf(platform, world);
  const taking = <Each extends { name: string }>(all: readonly Each[]): readonly Each[] =>
    all.filter(({ name }) => options.only.length === 0 || options.only.includes(name));
  const show = (sockets: number, report: Report): void => tell(options, sockets, report);
  if (options.mode === 'latency') {
    const contenders = taking(await timedContenders(ours, world, platform.adminUrl, folder, opened));
    for (const sockets of options.sockets)
      show(sockets, latencyReport(await measureLatency(contenders, sockets, options, progress)));
  } else if (options.mode === 'stalled') {
    const server = { pid: platform.pid, world };
    for (const sockets of options.sockets)
      show(sockets, stalledReport(await measureStalled(server, sockets, options, progress)));
  } else if (options.mode === 'webhook') {
    const server = { graphql: platform.graphql, pid: platform.pid, world };
    show(1, webhookReport(await measureWebhook(server, options, progress)));
  } else {
    const contenders: readonly Contender[] = taking(
      await fanOutContenders(ours, opened, options.mode === 'idle' ? notingArguments(folder) : []),
    );
    for (const sockets of options.sockets)
      show(
        sockets,
        options.mode === 'idle'
          ? idleReport(await measureIdle(contenders, sockets, folder, progress))
          : fanOutReport(await measureFanOut(contenders, sockets, options, progress)),
      );
  }
}

/** Prints a report, and writes its figures and its plot. */
function tell(options: LiveOptions, sockets: number, report: Report): void {
  const { name, table, figures, plot } = report;
  const { rounds, seconds, smoke, window } = options;
  const usual = `${sockets.toLocaleString('en')} sockets, ${window} events under way, ${rounds} × ${seconds} s`;
  const conditions = `${report.conditions ?? usual}; ${machineKind()}`;
  console.log(`\n${conditions}\n\n${table}\n`);
  if (smoke) return;
  const file = `live-${name}-${sockets}`;
  const written = { at: new Date().toISOString(), machine: machineKind(), options, figures };
  console.log(
    writeResults({ [`${file}.svg`]: plot(conditions), [`${file}.json`]: `${JSON.stringify(written, null, 2)}\n` }).join(
      '\n',
    ),
  );
}
