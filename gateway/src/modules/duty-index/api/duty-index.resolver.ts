import { PageArgs } from '@lianxin/subgraph-kit';
import type { Connection } from '@lianxin/subgraph-kit';
import { Arg, Args, Ctx, Directive, FieldResolver, Resolver, Root } from 'type-graphql';
import { quartileOf } from '../core/ranking.js';
import type { DutyIndexContext } from '../duty-index.context.js';
import { positionAt, presentOf } from '../read/index-reader.js';
import { indexView, pointsOf } from './duty-index.view.js';
import { maySeeIndex } from './duty-index.policy.js';
import {
  type CountedEvent,
  CountedEventConnection,
  DutyCohort,
  DutyIndex,
  DutyIndicator,
  PeriodInput,
  RepresentativeExtension,
} from './duty-index.types.js';
import { explain } from './explain.js';
import { givenPeriod } from './given-period.js';

@Resolver(() => RepresentativeExtension)
export class RepresentativeIndexResolver {
  @Directive('@cost(weight: 5)')
  @FieldResolver(() => DutyIndex, {
    nullable: true,
    description:
      'The duty index (履职指数); the current month when no period is given. For the deputy, the office, inspectors and analysts; null for others.',
  })
  async dutyIndex(
    @Root() { id }: RepresentativeExtension,
    @Arg('period', () => PeriodInput, { nullable: true }) period: PeriodInput | undefined,
    @Arg('at', () => Date, { nullable: true, description: 'The index as it was then, by the rules of then.' })
    at: Date | undefined,
    @Ctx() { request, loaders, db, clock }: DutyIndexContext,
  ): Promise<DutyIndex | null> {
    if (!maySeeIndex(request.principal, id)) return null;
    const chosen = givenPeriod(period, clock);
    const asOf = at ? { at, position: await positionAt(db, at) } : await presentOf(db);
    const standing = await loaders.standing(id, { period: chosen, then: at ? asOf.position : null });
    if (!standing || at) return standing && indexView({ standing, then: asOf.position }, asOf);
    const frozen = await loaders.frozen(standing.policy.policy.policyId, chosen);
    if (!frozen) return indexView({ standing, then: null }, asOf);
    // The snapshot was counted up to a position of the log, so counting up to there gives it again, with its events.
    const snapshot = await loaders.standing(id, { period: chosen, then: frozen.position });
    return snapshot && indexView({ standing: snapshot, then: frozen.position }, frozen);
  }
}

@Resolver(() => DutyIndex)
export class DutyIndexResolver {
  @Directive('@cost(weight: 20)')
  @FieldResolver(() => DutyCohort, {
    nullable: true,
    description: 'The cohort as it is now: its size, median and the quarter in which the deputy stands; no names.',
  })
  async cohort(
    @Root() { source: { standing } }: DutyIndex,
    @Ctx() { boards }: DutyIndexContext,
  ): Promise<DutyCohort | null> {
    const { policyId: id, name } = standing.policy.policy;
    const board = await boards.of(id, standing.period);
    if (!board) return null;
    const { hundredths, isRankable } = standing.score;
    return Object.assign(new DutyCohort(), {
      id,
      name,
      size: board.rows.length,
      medianScore: pointsOf(board.medianHundredths),
      quartile: isRankable && hundredths !== null ? quartileOf(hundredths, board.scores) : null,
    });
  }
}

@Resolver(() => DutyIndicator)
export class DutyIndicatorResolver {
  @FieldResolver(() => CountedEventConnection, { description: 'What stands below the line, by day; part of it above.' })
  counted(
    @Root() indicator: DutyIndicator,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() { db }: DutyIndexContext,
  ): Promise<Connection<CountedEvent>> {
    return explain(db, indicator, true, args);
  }

  @FieldResolver(() => CountedEventConnection, { description: 'What was left out, by day, each with its reason.' })
  excluded(
    @Root() indicator: DutyIndicator,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() { db }: DutyIndexContext,
  ): Promise<Connection<CountedEvent>> {
    return explain(db, indicator, false, args);
  }
}
