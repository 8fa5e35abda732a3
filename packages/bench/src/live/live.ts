import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runPlatform } from '../platform/run-platform.js';
import { machineKind } from '../report/machine.js';
import { profileArguments, readProfile } from '../report/process-profile.js';
import { fanOutContenders, oursOf } from './contenders.js';
import { measureFanOut } from './modes/fan-out.js';
import type { LiveOptions } from './options.js';
import { fanOutReport, writeFanOut } from './report.js';
import { World } from './world/world.js';

const progress = (text: string): void => console.error(`  ${text}`);

/** Live events through the platform, beside what could carry them with less, in one run on one machine. */
export async function benchLive(options: LiveOptions): Promise<void> {
  await using opened = new AsyncDisposableStack();
  const folder = mkdtempSync(join(tmpdir(), 'lianxin-bench-'));
  opened.defer(() => rmSync(folder, { recursive: true, force: true }));
  progress('starting the platform on an empty database');
  const platform = opened.use(await runPlatform(join(folder, 'data'), options.profile ? profileArguments(folder) : []));
  const world = opened.use(await World.build(platform));
  const ours = oursOf(platform, world);
  const all = await fanOutContenders(ours, opened);
  const contenders = all.filter(({ name }) => options.only.length === 0 || options.only.includes(name));
  for (const sockets of options.sockets) {
    const measured = await measureFanOut(contenders, sockets, options, progress);
    const conditions = `${sockets.toLocaleString('en')} sockets, ${options.window} events under way, ${options.rounds} × ${options.seconds} s; ${machineKind()}`;
    console.log(`\n${conditions}\n\n${fanOutReport(measured)}\n`);
    if (!options.smoke) console.log(writeFanOut(measured, sockets, options, conditions).join('\n'));
  }
  if (options.profile) {
    await platform.stop();
    console.log(`\n${readProfile(folder)}`);
  }
}
