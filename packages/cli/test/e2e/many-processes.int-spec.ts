import { manyProcessesWorld } from './e2e-world.js';
import { describeGraphiql } from './suites/faces.js';
import { describePlatform } from './suites/platform.js';
import { describeSignatures } from './suites/signatures.js';

describe('the platform as five processes', () => {
  let world: Awaited<ReturnType<typeof manyProcessesWorld>>;
  beforeAll(async () => {
    world = await manyProcessesWorld();
  }, 120_000);
  afterAll(() => world?.[Symbol.asyncDispose]());

  describePlatform(() => world);
  describeSignatures(() => world);
  describeGraphiql(() => world);
});
