import type { World } from '../e2e-world.js';
import { describeCommands } from './commands.js';
import { describeCosts } from './costs.js';
import { describeFaces } from './faces.js';
import { describeJoins } from './joins.js';
import { describeLive } from './live.js';
import { describeRaces } from './races.js';
import { describeReading } from './reading.js';
import { describeTheLoop } from './the-loop.js';
import { describeWhoSeesWhat } from './who-sees-what.js';

/** Everything that holds however the platform runs. */
export function describePlatform(world: () => World): void {
  afterEach(() => world().hangUp());

  describeTheLoop(world);
  describeCommands(world);
  describeReading(world);
  describeJoins(world);
  describeRaces(world);
  describeWhoSeesWhat(world);
  describeLive(world);
  describeFaces(world);
  describeCosts(world);
}
