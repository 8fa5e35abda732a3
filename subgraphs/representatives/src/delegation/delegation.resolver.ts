import {
  type Connection,
  cursorKey,
  cursorKeys,
  isUuid,
  PageArgs,
  pageOf,
  pageRequest,
  type ReferenceResolver,
} from '@lianxin/subgraph-kit';
import { Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { Representative } from '../representative/representative.entity.js';
import { maySeeRepresentatives, requireRepresentatives } from '../representative/representative.policy.js';
import { RepresentativeConnection } from '../representative/representative.types.js';
import type { RepresentativesContext } from '../representatives-context.js';
import { Delegation, DelegationConnection } from './delegation.entity.js';
import { delegationCount, delegationList } from './delegation.sql.js';

@Resolver(() => Delegation)
export class DelegationResolver {
  @Query(() => DelegationConnection, { description: 'Delegations (代表团) by name.' })
  async delegations(
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() { db, request }: RepresentativesContext,
  ): Promise<Connection<Delegation>> {
    requireRepresentatives(request.principal);
    const { first, after } = pageRequest(args, 1);
    const [behind] = cursorKeys(after, [cursorKey.text], ['']);
    const rows = await db.query(delegationList, [behind, first + 1]);
    const total = async (): Promise<number> => (await db.query(delegationCount))[0]?.count ?? 0;
    return DelegationConnection.of(pageOf(rows, first, (delegation) => [delegation.name], total));
  }

  @FieldResolver(() => RepresentativeConnection, { description: 'Its deputies, by code.' })
  async representatives(
    @Root() delegation: Delegation,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() { loaders, request }: RepresentativesContext,
  ): Promise<Connection<Representative>> {
    requireRepresentatives(request.principal);
    const { first, after } = pageRequest(args, 1);
    const [behind = ''] = cursorKeys(after, [cursorKey.text], ['']);
    const rows = await loaders.representativesOfDelegation(delegation.id, { first, after: behind });
    const total = async (): Promise<number> =>
      (await loaders.representativeCountOfDelegation.load(delegation.id))?.count ?? 0;
    return RepresentativeConnection.of(pageOf<Representative>(rows, first, (deputy) => [deputy.code], total));
  }
}

/** Answers `{ id }` with the delegation, or null. */
export const delegationReference: ReferenceResolver<RepresentativesContext> = ({ id }, context) =>
  isUuid(id) && maySeeRepresentatives(context.request.principal) ? context.loaders.delegation.load(id) : null;
