import {
  type Connection,
  cursorKey,
  cursorKeys,
  lastId,
  PageArgs,
  pageOf,
  pageRequest,
  requireRole,
} from '@lianxin/subgraph-kit';
import { Arg, Args, Ctx, Directive, ID, Query, Resolver } from 'type-graphql';
import { PeriodInput } from '../../duty-index/api/duty-index.types.js';
import { givenPeriod } from '../../duty-index/api/given-period.js';
import type { DutySchemesContext } from '../duty-schemes.context.js';
import { overseers, regionOf } from '../duty-schemes.policy.js';
import { talksOfRegion, talksOfRegionCount } from './evaluation.sql.js';
import { talkView } from './evaluation.view.js';
import { AdvisoryTalk, AdvisoryTalkConnection } from './talk.types.js';

/** The record of talks (约谈记录). */
@Resolver()
export class TalkResolver {
  @Directive('@authenticated')
  @Query(() => AdvisoryTalkConnection, {
    description: 'Talks that were recorded (约谈记录), the latest first. For the office and inspectors of the region.',
  })
  async advisoryTalks(
    @Arg('schemeId', () => ID) schemeId: string,
    @Arg('period', () => PeriodInput, { nullable: true, description: 'Of one period.' }) given: PeriodInput | undefined,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() { db, clock, request }: DutySchemesContext,
  ): Promise<Connection<AdvisoryTalk>> {
    const region = regionOf(requireRole(request.principal, ...overseers)) ?? '';
    const { first, after } = pageRequest(args, 1);
    const [before] = cursorKeys(after, [cursorKey.id], [lastId]);
    const { kind = null, start = null } = given ? givenPeriod(given, clock) : {};
    const which = [schemeId, region, kind, start];
    const rows = (await db.query(talksOfRegion, [...which, before, first + 1])).map(talkView);
    const total = async (): Promise<number> => (await db.query(talksOfRegionCount, which))[0]?.count ?? 0;
    return AdvisoryTalkConnection.of(pageOf(rows, first, ({ id }) => [id], total));
  }
}
