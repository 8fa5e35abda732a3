import { type Connection, PageArgs, pageOf, pageRequest } from '@lianxin/subgraph-kit';
import { Arg, Args, Ctx, ID, Query, Resolver } from 'type-graphql';
import { regionCodeOf } from '../handling-unit/region-code.js';
import type { ProposalContext } from './proposal.context.js';
import { Proposal, type ProposalRow } from './proposal.entity.js';
import { maySeeProposal, proposalScopeOf } from './proposal.policy.js';
import { cursorValue, proposalCount, proposalPage, scopeValues } from './proposal.sql.js';
import { ProposalConnection, ProposalFilter } from './proposal.types.js';

/** A proposal by its id, or null when there is none or it is not for these eyes. */
export async function visibleProposal(id: string, context: ProposalContext): Promise<ProposalRow | null> {
  const proposal = await context.proposals.byId.load(id);
  return proposal && maySeeProposal(proposalScopeOf(context.request.principal), proposal) ? proposal : null;
}

/** Reads of formal proposals (代表建议). */
@Resolver()
export class ProposalResolver {
  @Query(() => Proposal, { nullable: true, description: 'A proposal; null when there is none or you may not see it.' })
  proposal(@Arg('id', () => ID) id: string, @Ctx() context: ProposalContext): Promise<ProposalRow | null> {
    return visibleProposal(id, context);
  }

  @Query(() => ProposalConnection, { description: 'The proposals that you may see, the newest first.' })
  async proposals(
    @Args(() => PageArgs) args: PageArgs,
    @Arg('filter', () => ProposalFilter, { nullable: true }) filter: ProposalFilter | null | undefined,
    @Ctx() { db, request }: ProposalContext,
  ): Promise<Connection<ProposalRow>> {
    const { first, after } = pageRequest(args, 1);
    const { regionCode, status, unitId, representativeId, text } = filter ?? {};
    const chosen = [
      ...scopeValues(proposalScopeOf(request.principal)),
      regionCode ? regionCodeOf(regionCode) : null,
      status ?? null,
      unitId ?? null,
      representativeId ?? null,
      text || null,
    ];
    const rows = await db.query(proposalPage, [...chosen, cursorValue(after), first + 1]);
    const count = async (): Promise<number> => (await db.query(proposalCount, chosen))[0]?.count ?? 0;
    return ProposalConnection.of(pageOf(rows, first, (proposal) => [proposal.id], count));
  }
}
