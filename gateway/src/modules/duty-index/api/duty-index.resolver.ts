import { PageArgs } from '@lianxin/subgraph-kit';
import type { Connection } from '@lianxin/subgraph-kit';
import { Arg, Args, Ctx, Directive, FieldResolver, Resolver, Root } from 'type-graphql';
import { DutyRateKind } from '../core/index-policy.js';
import { quartileOf } from '../core/ranking.js';
import type { ShareCount } from '../core/score.js';
import type { DutyIndexContext } from '../duty-index.context.js';
import { pointsOf } from './duty-index.view.js';
import {
  type CountedEvent,
  CountedEventConnection,
  DutyCohort,
  DutyFacts,
  DutyIndex,
  DutyIndexChangeExtension,
  DutyIndicator,
  PeriodInput,
  RepresentativeExtension,
} from './duty-index.types.js';
import { explain } from './explain.js';
import { givenPeriod } from './given-period.js';
import { readIndex } from './read-index.js';

@Resolver(() => RepresentativeExtension)
export class RepresentativeIndexResolver {
  @FieldResolver(() => DutyIndex, {
    nullable: true,
    description:
      'The duty index (履职指数); the current month when no period is given. For the deputy, and the office, inspectors and analysts of the region; null for others.',
  })
  async dutyIndex(
    @Root() { id }: RepresentativeExtension,
    @Arg('period', () => PeriodInput, { nullable: true }) period: PeriodInput | undefined,
    @Arg('at', () => Date, { nullable: true, description: 'The index as it was then, by the rules of then.' })
    at: Date | undefined,
    @Ctx() context: DutyIndexContext,
  ): Promise<DutyIndex | null> {
    return readIndex(context, id, period, at);
  }

  @FieldResolver(() => DutyFacts, {
    description: 'Duty facts (履职情况) of a period, for everybody; the current month when no period is given.',
  })
  async dutyFacts(
    @Root() { id }: RepresentativeExtension,
    @Arg('period', () => PeriodInput, { nullable: true }) period: PeriodInput | undefined,
    @Ctx() { loaders, clock }: DutyIndexContext,
  ): Promise<DutyFacts> {
    const counts = await loaders.counts(id, givenPeriod(period, clock));
    const sum = (kind: DutyRateKind, amount: (count: ShareCount) => number): number =>
      counts.filter(({ indicator }) => indicator === kind).reduce((total, count) => total + amount(count), 0);
    return Object.assign(new DutyFacts(), {
      tasksClaimed: sum(DutyRateKind.CLAIM, ({ numerator }) => numerator),
      problemsFound: sum(DutyRateKind.DISCOVERY, ({ numerator }) => numerator),
      rectificationsDone: sum(DutyRateKind.RECTIFICATION, ({ numerator, late }) => numerator + late),
    });
  }
}

@Resolver(() => DutyIndexChangeExtension)
export class IndexChangeResolver {
  @FieldResolver(() => DutyIndex, {
    nullable: true,
    description: 'The index as it is when the change is delivered; of the current month when no period is given.',
  })
  dutyIndex(
    @Root() { representativeId }: DutyIndexChangeExtension,
    @Arg('period', () => PeriodInput, { nullable: true }) period: PeriodInput | undefined,
    @Ctx() context: DutyIndexContext,
  ): Promise<DutyIndex | null> {
    return readIndex(context, representativeId, period);
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
    const board = await boards.summary(id, standing.period);
    if (!board) return null;
    const { hundredths, isRankable } = standing.score;
    const better = isRankable && hundredths !== null ? await boards.better(id, standing.period, hundredths) : null;
    return Object.assign(new DutyCohort(), {
      id,
      name,
      size: board.size,
      medianScore: pointsOf(board.medianHundredths),
      quartile: better === null ? null : quartileOf(better, board.comparable),
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
