import { composeSupergraph } from '@lianxin/federation-engine';
import { join } from 'node:path';
import { ask } from '../load/ask.js';
import { processorMs } from '../load/process-usage.js';
import type { MeasuredTarget, Meters } from '../load/measure.js';
import { runPeer, type RunningPeer } from '../peers/run-peer.js';
import { profileArguments } from '../report/process-profile.js';
import { type SubgraphName, subgraphNames, subgraphSdl } from './catalogue/subgraphs.js';
import type { Contender } from './contenders.js';
import type { EnginePeerOptions, SubgraphServerOptions } from './peers/peer-options.js';
import { subgraphServer } from './peers/start-peer.js';

/** A contender in its process. */
export interface RunningContender {
  readonly contender: Contender;
  readonly peer: RunningPeer;
  targetOf(bodies: readonly string[]): MeasuredTarget;
}

const benchmark = 'engine';

/** Starts the subgraphs that everybody shares, and everybody. `profileFolder`: where our own leave their profiles. */
export async function runContenders(
  opened: AsyncDisposableStack,
  contenders: readonly Contender[],
  { latencyMs, profileFolder }: { latencyMs: number; profileFolder?: string },
): Promise<readonly RunningContender[]> {
  const subgraphs = await Promise.all(
    subgraphNames.map(async (name): Promise<[SubgraphName, URL]> => {
      const options: SubgraphServerOptions = { name, latencyMs };
      const { url } = opened.use(await runPeer({ benchmark, name: subgraphServer, options }));
      return [name, url];
    }),
  );
  const composed = composeSupergraph(
    subgraphs.map(([name, { href }]) => ({ name, url: href, sdl: subgraphSdl[name] })),
  );
  if (composed.errors) throw new Error(composed.errors.join('\n'));
  const options: EnginePeerOptions = {
    supergraphSdl: composed.supergraphSdl,
    subgraphUrls: Object.fromEntries(subgraphs.map(([name, { href }]) => [name, href])) as Record<SubgraphName, string>,
  };
  const running: RunningContender[] = [];
  for (const contender of contenders) {
    const { name, isOwn, overHttp } = contender;
    const nodeArguments = profileFolder !== undefined && isOwn ? profileArguments(join(profileFolder, name)) : [];
    const peer = opened.use(await runPeer({ benchmark, name, options, nodeArguments }));
    const readMeters = async (): Promise<Meters> => {
      const used = await processorMs(peer.pid);
      const fetches = overHttp ? await fetchesOf(subgraphs.map(([, url]) => url)) : undefined;
      return { ...(used !== undefined && { processorMs: used }), ...(fetches !== undefined && { fetches }) };
    };
    running.push({ contender, peer, targetOf: (bodies) => ({ url: peer.url, headers: {}, bodies, readMeters }) });
  }
  return running;
}

/** Operations that the subgraphs' servers have answered so far. */
async function fetchesOf(urls: readonly URL[]): Promise<number> {
  const body = JSON.stringify({ countOnly: true });
  const counts = await Promise.all(urls.map(async (url) => (await ask(url, body)) as { answered: number }));
  return counts.reduce((sum, { answered }) => sum + answered, 0);
}
