import { isUuid, type ReferenceResolver } from '@lianxin/subgraph-kit';
import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { Representative } from '../representative/representative.entity.js';
import { maySeeRepresentatives, requireRepresentatives } from '../representative/representative.policy.js';
import type { RepresentativesContext } from '../representatives-context.js';
import { isActiveOn, Mandate } from './mandate.entity.js';

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
}

/** Answers `{ id }` with the mandate, or null. */
export const mandateReference: ReferenceResolver<RepresentativesContext> = ({ id }, context) =>
  isUuid(id) && maySeeRepresentatives(context.request.principal) ? context.loaders.mandate.load(id) : null;
