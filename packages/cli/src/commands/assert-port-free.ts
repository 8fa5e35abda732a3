import { createServer } from 'node:net';
import { AppError } from '@lianxin/errors';
import type { Environment } from '../env.js';

/**
 * Tries the port before anything is made that would only be found out at the end of a long first start.
 * @throws AppError PORT_IN_USE
 */
export async function assertPortFree({ port, host }: Pick<Environment, 'port' | 'host'>): Promise<void> {
  const probe = createServer();
  await new Promise<void>((resolve, reject) => {
    probe.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'EADDRINUSE' ? new AppError('PORT_IN_USE', { port }) : error),
    );
    probe.listen(port, host, resolve);
  });
  await new Promise<void>((resolve) => probe.close(() => resolve()));
}
