import { SessionKeeper } from '../listen/session.js';
import { WorkLoop } from '../listen/work-loop.js';
import { latestPosition } from '../log/read-log.js';
import { logChannel } from '../relay/move-batch.js';
import type { LogTail, LogTailOptions } from './log-tail.types.js';
import { TailPlace } from './tail-place.js';

/** The tail that PostgreSQL wakes. Notifications only make it look sooner; what it hands over, it has read. */
export async function startPostgresTail(options: LogTailOptions): Promise<LogTail> {
  const loop = new WorkLoop({
    step,
    pollMs: () => options.pollMs ?? 1_000,
    onError: (error) => options.onError?.(error),
  });
  const keeper = new SessionKeeper({
    url: options.url,
    applicationName: 'lianxin log tail',
    channels: [logChannel],
    onSignal: () => loop.ring(),
  });
  const place = new TailPlace(options, options.from ?? (await latestPosition(await keeper.get())));
  await keeper.get();

  async function step(): Promise<boolean> {
    return (await place.readOn(await keeper.get())) === place.batchSize;
  }

  const stop = async (): Promise<void> => {
    await loop.stop();
    await keeper.close();
  };
  loop.start();
  return {
    position: () => place.position,
    counts: () => ({ ...place.counts, gaps: 0, isBrokerHeard: null }),
    stop,
    [Symbol.asyncDispose]: stop,
  };
}
