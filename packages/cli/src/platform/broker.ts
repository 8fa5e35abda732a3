import type { NatsOptions } from '@lianxin/events';
import type { Environment } from '../env.js';
import type { Keys } from './keys.js';

/** The broker between relay and gateways, where one is set. */
export function brokerOf({ natsUrl }: Pick<Environment, 'natsUrl'>, keys: Keys): NatsOptions | undefined {
  return natsUrl === undefined ? undefined : { url: natsUrl, key: keys.brokerMark };
}
