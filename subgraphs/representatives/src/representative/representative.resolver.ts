import {
  type Connection,
  cursorKey,
  cursorKeys,
  filteredStatement,
  isUuid,
  PageArgs,
  pageOf,
  pageRequest,
  type ReferenceResolver,
} from '@lianxin/subgraph-kit';
import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import type { RepresentativesContext } from '../representatives-context.js';
import { regionCode } from './region-code.js';
import { Representative } from './representative.entity.js';
import { maySeeRepresentatives, requireRepresentatives } from './representative.policy.js';
import { representativeConditions, representativeCount, representativeList } from './representative.sql.js';
import { RegionStub, RepresentativeConnection, RepresentativeFilter } from './representative.types.js';

@Resolver(() => Representative)
export class RepresentativeResolver {
  @Query(() => Representative, { nullable: true })
  async representative(
    @Arg('id', () => ID) id: string,
    @Ctx() context: RepresentativesContext,
  ): Promise<Representative | null> {
    if (!isUuid(id) || !maySeeRepresentatives(context.request.principal)) return null;
    return context.loaders.representative.load(id);
  }

  @Query(() => RepresentativeConnection, { description: 'Deputies by code.' })
  async representatives(
    @Args(() => PageArgs) args: PageArgs,
    @Arg('filter', () => RepresentativeFilter, { nullable: true }) filter: RepresentativeFilter | null,
    @Ctx() { db, request }: RepresentativesContext,
  ): Promise<Connection<Representative>> {
    requireRepresentatives(request.principal);
    const { first, after } = pageRequest(args, 1);
    const [behind] = cursorKeys(after, [cursorKey.text], ['']);
    const given = {
      isPartyMember: filter?.isPartyMember,
      delegation: filter?.delegation?.replaceAll('\0', '') || undefined,
      regionCode: filter?.regionCode && regionCode(filter.regionCode),
      text: filter?.text?.replaceAll('\0', '').trim() || undefined,
    };
    type Field = keyof typeof given;
    const list = filteredStatement<Representative, Field>(
      'representatives_list',
      2,
      representativeConditions,
      given,
      representativeList,
    );
    const rows = await db.query(list.statement, [behind, first + 1, ...list.values]);
    const total = async (): Promise<number> => {
      const count = filteredStatement<{ count: number }, Field>(
        'representatives_n',
        0,
        representativeConditions,
        given,
        representativeCount,
      );
      return (await db.query(count.statement, [...count.values]))[0]?.count ?? 0;
    };
    return RepresentativeConnection.of(pageOf(rows, first, (deputy) => [deputy.code], total));
  }

  @FieldResolver(() => RegionStub, {
    description: 'The region whose congress the deputy belongs to, or where the deputy was elected.',
  })
  region(@Root() deputy: Representative): RegionStub {
    return { code: deputy.regionCode };
  }
}

/** Answers `{ id }` with the deputy, or null. */
export const representativeReference: ReferenceResolver<RepresentativesContext> = ({ id }, context) =>
  isUuid(id) && maySeeRepresentatives(context.request.principal) ? context.loaders.representative.load(id) : null;
