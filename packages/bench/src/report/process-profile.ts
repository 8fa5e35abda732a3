import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { textTable } from './table.js';

interface ProfileNode {
  readonly id: number;
  readonly callFrame: { readonly functionName: string; readonly url: string; readonly lineNumber: number };
}

interface CpuProfile {
  readonly nodes: readonly ProfileNode[];
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
}

const shownFunctions = 40;

/** Arguments that make a Node.js process leave a CPU profile in a folder when it ends. */
export function profileArguments(folder: string): string[] {
  return ['--cpu-prof', `--cpu-prof-dir=${folder}`, '--cpu-prof-interval=500'];
}

/** The last two or three steps of a path: enough to find it, no machine's folders. */
const placeOf = (url: string): string =>
  url.replace(/^.*\/(?=(packages|subgraphs|gateway|node_modules)\/)/, '').replace('node_modules/', '');

/** Which package the time belongs to. */
function ownerOf({ functionName, url }: ProfileNode['callFrame']): string {
  if (url === '') return functionName.startsWith('(') ? functionName : '(native)';
  if (url.startsWith('node:')) return 'node';
  const place = placeOf(url);
  return /^(packages\/[^/]+|subgraphs\/[^/]+|gateway|@[^/]+\/[^/]+|[^/]+)/.exec(place)?.[1] ?? place;
}

/** Self time by package and by function, idle time left out. */
export function readProfile(folder: string): string {
  const file = readdirSync(folder).find((name) => name.endsWith('.cpuprofile'));
  if (file === undefined) return 'The process left no profile.';
  const { nodes, samples, timeDeltas } = JSON.parse(readFileSync(join(folder, file), 'utf8')) as CpuProfile;
  const frames = new Map(nodes.map(({ id, callFrame }) => [id, callFrame]));
  const byOwner = new Map<string, number>();
  const byFunction = new Map<string, number>();
  let total = 0;
  for (const [index, id] of samples.entries()) {
    const frame = frames.get(id);
    const took = timeDeltas[index] ?? 0;
    if (!frame || frame.functionName === '(idle)' || frame.functionName === '(root)') continue;
    total += took;
    const owner = ownerOf(frame);
    const name = `${frame.functionName || '(anonymous)'}  ${placeOf(frame.url)}${frame.url ? `:${frame.lineNumber + 1}` : ''}`;
    byOwner.set(owner, (byOwner.get(owner) ?? 0) + took);
    byFunction.set(name, (byFunction.get(name) ?? 0) + took);
  }
  const table = (title: string, times: ReadonlyMap<string, number>, most: number): string =>
    textTable(
      [title, 'self %'],
      [...times]
        .toSorted(([, a], [, b]) => b - a)
        .slice(0, most)
        .map(([name, took]) => [name, ((took / total) * 100).toFixed(1)]),
    );
  return `${table('package', byOwner, 20)}\n\n${table('function', byFunction, shownFunctions)}`;
}
