import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { kill } from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { residentMiB } from '../../load/process-usage.js';

/** Memory of a process at rest, in bytes. */
export interface MemoryNote {
  /** What its JavaScript holds: heap and buffers. */
  readonly held: number;
  /** What the system has given it. */
  readonly resident: number;
}

const collections = 3;
const restMs = 700;
const noteOf = (folder: string, pid: number): string => join(folder, `memory-${pid}.json`);

/**
 * For a Node.js that frees what it no longer needs when it gets a signal, and then writes down what it holds: memory that
 * only waits to be collected is not the question, and what the system has given says little while much of it is free.
 */
export function notingArguments(folder: string): string[] {
  const program = `import { writeFileSync } from 'node:fs';
    process.on('SIGUSR2', () => {
      gc();
      const { heapUsed, external } = process.memoryUsage();
      writeFileSync(${JSON.stringify(join(folder, 'memory-'))} + process.pid + '.json', JSON.stringify(heapUsed + external));
    });`;
  return ['--expose-gc', '--import', `data:text/javascript,${encodeURIComponent(program)}`];
}

/** Lets a process that was started with these arguments come to rest, and reads what it holds. */
export async function memoryAtRest(folder: string, pid: number): Promise<MemoryNote> {
  rmSync(noteOf(folder, pid), { force: true });
  for (let times = 0; times < collections; times += 1) {
    kill(pid, 'SIGUSR2');
    await sleep(restMs);
  }
  const held = Number(readFileSync(noteOf(folder, pid), 'utf8'));
  return { held, resident: ((await residentMiB(pid)) ?? Number.NaN) * 2 ** 20 };
}
