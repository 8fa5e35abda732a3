import { ActorRole } from '@lianxin/events';
import type { DutyCommander, DutyOutcome, DutyServices } from '@lianxin/representatives';
import { demoPeople } from '../accounts/demo-people.js';
import type { DemoDeputy } from '../directory/deputies-plan.js';
import { city } from '../directory/regions.js';

/** The city's office, as the account `office`. */
export const office: DutyCommander = {
  actor: { ...demoPeople.office, roles: [ActorRole.OFFICE_CLERK], regionCode: city.code },
  request: null,
};

/** A deputy, acting for themselves. */
export const commanderOf = ({ id, name }: DemoDeputy): DutyCommander => ({
  actor: { accountId: id, displayName: name, roles: [ActorRole.REPRESENTATIVE], representativeId: id },
  request: null,
});

/** A move at its moment. Moves of one deed follow each other; the keys make a run that was interrupted go on. */
export interface Cue {
  readonly at: Date;
  readonly play: (services: DutyServices) => Promise<unknown>;
}

/** A move that the platform refused. */
export class Declined extends Error {
  override readonly name = 'Declined';
}

/** What became of a command that goes by a key. Throws Declined where it was refused. */
export function stateOf<State>(key: string, outcome: DutyOutcome<State>): State {
  if ('refused' in outcome) throw new Declined(`${key} was refused with ${outcome.refused.code}`);
  return outcome.state;
}

/** The same services at another moment. */
export const servicesAt = (services: DutyServices, at: Date): DutyServices => ({
  ...services,
  clock: { now: () => at },
});

/**
 * Plays what lies before `end` in the order of time, each move at its own moment. Of a run that was interrupted what happened
 * stands: where `resumed`, a move that is declined was made before and is passed over.
 */
export async function playCues(
  services: DutyServices,
  cues: readonly Cue[],
  { end, resumed, before }: { readonly end: Date; readonly resumed: boolean; readonly before?: Cue['play'] },
): Promise<void> {
  const inOrder = cues.filter(({ at }) => at < end).sort((a, b) => a.at.getTime() - b.at.getTime());
  for (const { at, play } of inOrder) {
    const then = servicesAt(services, at);
    await before?.(then);
    await play(then).catch((error: unknown) => {
      if (!(resumed && error instanceof Declined)) throw error;
    });
  }
}
