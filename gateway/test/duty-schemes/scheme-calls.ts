import { randomUUID } from 'node:crypto';
import { expectOk } from '@lianxin/testing';
import type { Answer, World } from '../gateway-world.js';

/** Parsed JSON of whatever shape; the expectations check it. */
export type Json = ReturnType<typeof JSON.parse>;

/** Runs operations of a test as its people. */
export interface SchemeCalls {
  /** Moves the clock, so everybody signs in again. */
  at(instant: string): Promise<void>;
  run(who: string, name: string, input: object, type?: string): Promise<Json>;
  done(who: string, name: string, input: object, type?: string): Promise<Json>;
  ask(who: string, query: string, variables?: object): Promise<Json>;
  tell(who: string, query: string, variables?: object): Promise<Answer>;
}

/**
 * @param payloads what each mutation is asked for
 */
export function schemeCalls(
  world: World,
  people: readonly string[],
  payloads: Readonly<Record<string, string>>,
): SchemeCalls {
  const tokens = new Map<string, string>();
  const tell = (who: string, query: string, variables: object = {}): Promise<Answer> =>
    world.post({ query, variables }, { authorization: `Bearer ${tokens.get(who) ?? ''}` });
  const run: SchemeCalls['run'] = (who, name, input, type = `${name[0]!.toUpperCase()}${name.slice(1)}Input`) => {
    const query = `mutation ($input: ${type}!) { ${name}(input: $input) {
      ... on ${payloads[name]} ... on Refusal { code message } ... on VersionConflict { currentVersion } } }`;
    return tell(who, query, { input: { idempotencyKey: randomUUID(), ...input } });
  };
  return {
    async at(instant) {
      world.clock.set(instant);
      for (const who of people) tokens.set(who, await world.tokenOf(who));
    },
    tell,
    run,
    done: async (who, name, input, type) => expectOk<Json>(await run(who, name, input, type))[name],
    ask: async (who, query, variables) => expectOk<Json>(await tell(who, query, variables)),
  };
}
