import { type Connection, PageArgs, pageOf, pageRequest } from '@lianxin/subgraph-kit';
import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { HandlingUnit } from '../handling-unit/handling-unit.entity.js';
import { RegionExtension } from '../handling-unit/region-extension.types.js';
import { Rating } from '../suggestion/suggestion.enums.js';
import type { ProposalContext } from './proposal.context.js';
import { Proposal, type ProposalRow } from './proposal.entity.js';
import { mayReadContent, mayReadRatings, proposalScopeOf } from './proposal.policy.js';
import { RepresentativeConnection } from './proposal.types.js';
import { RepresentativeExtension } from './representative-extension.types.js';

const noted =
  'SATISFIED 满意, BASICALLY_SATISFIED 基本满意, NOT_SATISFIED 不满意, UNRATED 未评价. Null before the rating and for those who may not read it.';

/** Fields of a proposal that lead elsewhere or that not everybody may read. */
@Resolver(() => Proposal)
export class ProposalFieldResolver {
  @FieldResolver(() => String, {
    nullable: true,
    description: 'The text; null where the deputy did not consent to its publication and you have no part in it.',
  })
  content(@Root() proposal: ProposalRow, @Ctx() { request }: ProposalContext): string | null {
    return mayReadContent(proposalScopeOf(request.principal), proposal) ? proposal.content : null;
  }

  @FieldResolver(() => RepresentativeExtension, { description: 'The deputy who leads it (领衔代表).' })
  leadProposer(@Root() { leadProposerId }: ProposalRow): RepresentativeExtension {
    return { id: leadProposerId };
  }

  @FieldResolver(() => RepresentativeConnection, {
    description: 'The deputies who co-sign it (联名代表), in the order of signing.',
  })
  coSigners(
    @Root() { coSignerIds }: ProposalRow,
    @Args(() => PageArgs) args: PageArgs,
  ): Connection<RepresentativeExtension> {
    const { first, after } = pageRequest(args, 1);
    const from = after ? coSignerIds.indexOf(String(after[0])) + 1 : 0;
    const fetched = coSignerIds.slice(from, from + first + 1).map((id) => ({ id }));
    return RepresentativeConnection.of(
      pageOf(
        fetched,
        first,
        ({ id }) => [id],
        () => coSignerIds.length,
      ),
    );
  }

  @FieldResolver(() => RegionExtension, { description: 'The region whose congress it was made to.' })
  region(@Root() { regionCode }: ProposalRow): RegionExtension {
    return { code: regionCode };
  }

  @FieldResolver(() => HandlingUnit, {
    nullable: true,
    description: 'The unit that answers (主办单位); null before assignment.',
  })
  leadUnit(@Root() { leadUnitId }: ProposalRow, @Ctx() context: ProposalContext): Promise<HandlingUnit | null> | null {
    return leadUnitId === null ? null : context.handlingUnits.byId.load(leadUnitId);
  }

  @FieldResolver(() => Rating, { nullable: true, description: `Rating of the attitude (办理态度): ${noted}` })
  attitudeRating(@Root() proposal: ProposalRow, @Ctx() { request }: ProposalContext): Rating | null {
    return mayReadRatings(request.principal, proposal) ? proposal.attitudeRating : null;
  }

  @FieldResolver(() => Rating, { nullable: true, description: `Rating of the outcome (办理结果): ${noted}` })
  outcomeRating(@Root() proposal: ProposalRow, @Ctx() { request }: ProposalContext): Rating | null {
    return mayReadRatings(request.principal, proposal) ? proposal.outcomeRating : null;
  }
}
