import { hasNatsServer } from './nats-server.js';

/**
 * `describe` for what needs a nats-server. On a machine without one its tests are counted as skipped, and the run says so at
 * its beginning; in CI the file fails with what to install.
 */
export function describeWithNats(name: string, tests: () => void): void {
  (hasNatsServer() ? describe : describe.skip)(name, tests);
}
