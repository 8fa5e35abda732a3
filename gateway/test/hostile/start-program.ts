import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/**
 * Starts one of our programs in a process of its own. V8 remembers the source it has compiled: what the engine writes for a
 * request would be free when it is sent again.
 */
export function startProgram(name: string, args: readonly string[] = []): ChildProcess {
  return fork(fileURLToPath(new URL(`./${name}.ts`, import.meta.url)), args, {
    execArgv: ['--no-compilation-cache', '--import', new URL('../../../.config/swc-hooks.mjs', import.meta.url).href],
    stdio: ['ignore', 'inherit', 'pipe', 'ipc'],
  });
}
