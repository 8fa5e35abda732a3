import { ActorRole, type Connection, isUuid, PageArgs, type ReferenceResolver } from '@lianxin/subgraph-kit';
import { availableActions } from '@lianxin/workflow';
import { Args, Ctx, Directive, FieldResolver, Resolver, Root } from 'type-graphql';
import { dutyActorOf } from '../duty/duty.actor.js';
import { shownActions } from '../duty/duty-actions.js';
import { DutyAvailableAction, DutyTimelineConnection, type DutyTimelineEntry } from '../duty/duty-part.types.js';
import { dutyTimeline } from '../duty/duty-timeline.js';
import { Representative } from '../representative/representative.entity.js';
import { maySeeRepresentatives, requireRepresentatives } from '../representative/representative.policy.js';
import type { RepresentativesContext } from '../representatives-context.js';
import { isActiveOn, Mandate, MandateSuspensionGround } from './mandate.entity.js';
import { mandateMachine } from './mandate.machine.js';
import { keepsMandate } from './mandate.policy.js';
import type { MandateOf } from './mandate.state.js';

@Resolver(() => Representative)
export class RepresentativeMandatesResolver {
  @FieldResolver(() => [Mandate], { description: 'All mandates, the latest term first.' })
  mandates(@Root() deputy: Representative, @Ctx() { loaders, request }: RepresentativesContext): Promise<Mandate[]> {
    requireRepresentatives(request.principal);
    return loaders.mandatesOfRepresentative.load(deputy.id);
  }

  @FieldResolver(() => Boolean, {
    description: 'Whether a mandate is held today (Asia/Shanghai): neither suspended nor ended.',
  })
  async hasActiveMandate(
    @Root() deputy: Representative,
    @Ctx() { loaders, request, today }: RepresentativesContext,
  ): Promise<boolean> {
    requireRepresentatives(request.principal);
    const mandates = await loaders.mandatesOfRepresentative.load(deputy.id);
    return mandates.some((mandate) => isActiveOn(mandate, today));
  }
}

@Resolver(() => Mandate)
export class MandateResolver {
  @FieldResolver(() => Representative, { nullable: true })
  representative(
    @Root() mandate: Mandate,
    @Ctx() { loaders, request }: RepresentativesContext,
  ): Promise<Representative | null> {
    requireRepresentatives(request.principal);
    return loaders.representative.load(mandate.representativeId);
  }

  @FieldResolver(() => MandateSuspensionGround, {
    nullable: true,
    description: 'Why it is suspended now; for the offices that keep it, null to everybody else.',
  })
  async suspensionGround(
    @Root() { id }: Mandate,
    @Ctx() context: RepresentativesContext,
  ): Promise<MandateSuspensionGround | null> {
    return (await keptMandate(context, id))?.suspensionGround ?? null;
  }

  @Directive('@listSize(assumedSize: 2)')
  @FieldResolver(() => [DutyAvailableAction], { description: 'What the caller can do with it; else empty.' })
  async availableActions(
    @Root() { id }: Mandate,
    @Ctx() context: RepresentativesContext,
  ): Promise<DutyAvailableAction[]> {
    const it = await keptMandate(context, id);
    if (!it) return [];
    const actor = dutyActorOf(context.request.principal);
    return shownActions(availableActions(mandateMachine, it, actor, context.now), context.request);
  }

  @FieldResolver(() => DutyTimelineConnection, {
    description: 'Who suspended and resumed it, and why; for the offices that keep it, else empty.',
  })
  async timeline(
    @Root() { id }: Mandate,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: RepresentativesContext,
  ): Promise<Connection<DutyTimelineEntry>> {
    return dutyTimeline(context, 'mandate', (await keptMandate(context, id))?.id ?? null, args);
  }
}

/** A mandate with its grounds, to the offices that keep it; null to everybody else. */
async function keptMandate({ request, loaders }: RepresentativesContext, id: string): Promise<MandateOf | null> {
  const actor = dutyActorOf(request.principal);
  if (!actor.roles.includes(ActorRole.OFFICE_CLERK)) return null;
  const it = await loaders.mandateState.load(id);
  return it && keepsMandate(actor, it) ? it : null;
}

/** Answers `{ id }` with the mandate, or null. */
export const mandateReference: ReferenceResolver<RepresentativesContext> = ({ id }, context) =>
  isUuid(id) && maySeeRepresentatives(context.request.principal) ? context.loaders.mandate.load(id) : null;
