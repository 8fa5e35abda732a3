import { type Connection, PageArgs, pageOf, pageRequest } from '@lianxin/subgraph-kit';
import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { ProposalContext } from './proposal.context.js';
import type { ProposalRow } from './proposal.entity.js';
import { ProposalConnection } from './proposal.types.js';
import { RepresentativeExtension } from './representative-extension.types.js';

/** What this subgraph adds to a deputy. */
@Resolver(() => RepresentativeExtension)
export class RepresentativeProposalsResolver {
  @FieldResolver(() => ProposalConnection, {
    description: 'Proposals that the deputy leads or co-signs, the newest first; those that you may see.',
  })
  async proposals(
    @Root() { id }: RepresentativeExtension,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() { proposals }: ProposalContext,
  ): Promise<Connection<ProposalRow>> {
    const request = pageRequest(args, 1);
    const rows = await proposals.ofRepresentative(id, request);
    const count = async (): Promise<number> => (await proposals.countOfRepresentative.load(id))?.count ?? 0;
    return ProposalConnection.of(pageOf<ProposalRow>(rows, request.first, (proposal) => [proposal.id], count));
  }
}
