import { type Connection, PageArgs, pageOf, pageRequest } from '@lianxin/subgraph-kit';
import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import type { HandlingUnitContext } from './handling-unit.context.js';
import { HandlingUnit } from './handling-unit.entity.js';
import { handlingUnitCount, handlingUnitPage } from './handling-unit.sql.js';
import { HandlingUnitConnection, HandlingUnitFilter } from './handling-unit.types.js';
import { regionCodeOf } from './region-code.js';
import { RegionExtension } from './region-extension.types.js';

/** The directory of handling units (承办单位名录). It is public, so there is no policy to ask. */
@Resolver(() => HandlingUnit)
export class HandlingUnitResolver {
  @Query(() => HandlingUnit, {
    nullable: true,
    description: 'A handling unit, or null when there is none with this id.',
  })
  handlingUnit(@Arg('id', () => ID) id: string, @Ctx() context: HandlingUnitContext): Promise<HandlingUnit | null> {
    return context.handlingUnits.byId.load(id);
  }

  @Query(() => HandlingUnitConnection, { description: 'Handling units in the order of their codes.' })
  async handlingUnits(
    @Args(() => PageArgs) args: PageArgs,
    @Arg('filter', () => HandlingUnitFilter, { nullable: true }) filter: HandlingUnitFilter | null | undefined,
    @Ctx() { db }: HandlingUnitContext,
  ): Promise<Connection<HandlingUnit>> {
    const { first, after } = pageRequest(args, 1);
    const chosen = [filter?.regionCode ? regionCodeOf(filter.regionCode) : null, filter?.text || null];
    const rows = await db.query(handlingUnitPage, [...chosen, after?.[0] ?? null, first + 1]);
    const count = async (): Promise<number> => (await db.query(handlingUnitCount, chosen))[0]?.count ?? 0;
    return HandlingUnitConnection.of(pageOf(rows, first, (unit) => [unit.code], count));
  }

  @FieldResolver(() => RegionExtension, { description: 'The region that the unit works for.' })
  region(@Root() unit: HandlingUnit): RegionExtension {
    return { code: unit.regionCode };
  }
}
