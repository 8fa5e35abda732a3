import type { EventActor } from '@lianxin/events';
import { endMandate, type MandateEnd } from './mandate/end-mandate.js';
import { grantMandates, type MandateInput } from './mandate/grant-mandates.js';
import {
  type RegisteredRepresentative,
  registerRepresentatives,
  type RepresentativeInput,
} from './representative/register-representatives.js';
import type { UseCaseContext } from './use-case.js';

/** What can be done to the register of deputies. `actor` is the program itself unless told. */
export interface RepresentativesUseCases {
  registerRepresentatives(
    representatives: readonly RepresentativeInput[],
    actor?: EventActor,
  ): Promise<RegisteredRepresentative[]>;
  grantMandates(mandates: readonly MandateInput[], actor?: EventActor): Promise<{ id: string }[]>;
  endMandate(end: MandateEnd, actor?: EventActor): Promise<boolean>;
}

/** The use cases on one database and clock. */
export function createUseCases(context: UseCaseContext): RepresentativesUseCases {
  return {
    registerRepresentatives: (representatives, actor) => registerRepresentatives(context, representatives, actor),
    grantMandates: (mandates, actor) => grantMandates(context, mandates, actor),
    endMandate: (end, actor) => endMandate(context, end, actor),
  };
}
