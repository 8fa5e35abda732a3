import type { Platform } from '../../src/platform/start-platform.js';
import { oneProcessWorld, type World } from './e2e-world.js';
import { describePlatform } from './suites/platform.js';
import { describeStatements } from './suites/joins.js';

describe('the platform in one process', () => {
  let world: World & { readonly platform: Platform };
  beforeAll(async () => {
    world = await oneProcessWorld();
  }, 120_000);
  afterAll(() => world?.[Symbol.asyncDispose]());

  describePlatform(() => world);
  describeStatements(() => world);
});
