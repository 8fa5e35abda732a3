import { connectionOf, DayScalar } from '@lianxin/subgraph-kit';
import { Directive, Field, Float, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { CountReason } from '../core/contribution.js';
import { PeriodKind } from '../core/index-period.js';
import { DutyRateKind } from '../core/index-policy.js';
import type { DeputyStanding } from '../read/standing.js';
import { DutyIndexPolicy } from './policy.types.js';
import { DutySubject } from './subject.types.js';

registerEnumType(PeriodKind, {
  name: 'PeriodKind',
  description: 'MONTH 月 · QUARTER 季 · YEAR 年 · TERM 届, five years from the first day of a month.',
});
registerEnumType(CountReason, {
  name: 'CountReason',
  description:
    'Below the line only: NOT_CLAIMED 未认领 · DROPPED 擅自放弃 · MISSED 漏查 · NO_REPORT 未提交结论 · LATE 逾期完成 · OVERDUE 逾期未完成 · NO_FOLLOW_UP 未跟踪检查 · NOTHING_FOUND 未发现. Left out: CANCELLED 签发人撤销 · FILLED_BY_OTHERS 名额已满 · ON_LEAVE 请假 · RECUSED 回避 · NOTICE_TOO_SHORT 通知过晚 · MANDATE_INACTIVE 不在任期 · CLEAN 无问题且无反证 · UNVERIFIED 待核实 · REJECTED 未采纳 · MERGED_INTO 已并案 · SUSPENDED 暂停 · OUT_OF_JURISDICTION 不属管辖.',
});

@InputType({ description: 'Asia/Shanghai calendar; the half-open period of that kind that starts on `start`.' })
export class PeriodInput {
  @Field(() => PeriodKind)
  kind!: PeriodKind;

  @Field(() => DayScalar)
  start!: string;
}

@ObjectType({ simpleResolvers: true, description: 'One rate of the index: numerator over denominator.' })
export class DutyRate {
  @Field(() => DutyRateKind)
  kind!: DutyRateKind;

  @Field(() => Float, { nullable: true, description: '0 to 1; null when there was nothing to count (不适用).' })
  value!: number | null;

  @Field(() => Float, { description: 'A whole number unless joint findings are shared out (jointCredit SPLIT).' })
  numerator!: number;

  @Field(() => Float)
  denominator!: number;

  @Field(() => Boolean, { description: 'True when the denominator is too small to judge by (样本不足).' })
  sampleTooSmall!: boolean;

  @Field(() => Float, {
    nullable: true,
    description: 'The rate with what was done too late (最终整改率), 0 to 1; of RECTIFICATION only.',
  })
  eventualValue!: number | null;

  @Field(() => Int, { description: 'Its weight by the policy, in basis points.' })
  weightBp!: number;

  @Field(() => Float, {
    nullable: true,
    description: 'Its share of the weight that applies (折算后权重), 0 to 1; null when it does not apply.',
  })
  effectiveWeight!: number | null;
}

@ObjectType({ simpleResolvers: true, description: 'One event behind a rate, and what it is about.' })
export class CountedEvent {
  @Field(() => ID, { description: 'The event in the log from which the subject is as it is.' })
  eventId!: string;

  @Field(() => String)
  eventType!: string;

  @Field(() => Date)
  occurredAt!: Date;

  @Field(() => DayScalar, { description: 'The business day that puts it into the period: due, or done.' })
  day!: string;

  @Field(() => Boolean, { description: 'Whether it counts above the line.' })
  inNumerator!: boolean;

  @Field(() => Int, { description: 'It weighs 1 / share.' })
  share!: number;

  @Field(() => CountReason, { nullable: true, description: 'Why not above the line, or why not at all.' })
  reason!: CountReason | null;

  @Field(() => DutySubject)
  subject!: DutySubject;

  @Field(() => DutySubject, { nullable: true, description: 'The finding that speaks against "no problem" (MISSED).' })
  evidence!: DutySubject | null;

  /** What is counted, by type and id: its place in the order of a day. */
  readonly unit!: readonly [type: string, id: string];
}

export const CountedEventConnection = connectionOf<CountedEvent>('CountedEvent', () => CountedEvent);

/** What the fields of an index need to read further. */
export interface IndexSource {
  readonly standing: DeputyStanding;
  /** The position at which it was, null for the present. */
  readonly then: number | null;
}

@ObjectType({ simpleResolvers: true, description: 'A rate with the events behind it.' })
export class DutyIndicator extends DutyRate {
  readonly source!: IndexSource;
}

@ObjectType({ simpleResolvers: true, description: 'The deputies that an index is compared with.' })
export class DutyCohort {
  @Field(() => ID, { description: 'Id of the policy whose cohort it is.' })
  id!: string;

  @Field(() => String)
  name!: string;

  @Field(() => Int, { description: 'Members of the cohort.' })
  size!: number;

  @Field(() => Float, { nullable: true, description: 'Of the scores that can be compared.' })
  medianScore!: number | null;

  @Field(() => Int, { nullable: true, description: '1 (highest) to 4; null while the score cannot be compared.' })
  quartile!: number | null;
}

@ObjectType({ simpleResolvers: true, description: 'The duty index (履职指数) of a deputy in a period.' })
export class DutyIndex {
  @Field(() => Float, {
    nullable: true,
    description: '0 to 100, half up to two decimals; null when no rate applies (无可评价任务).',
  })
  score!: number | null;

  @Field(() => Int, { description: 'Weight of the rates that apply, in basis points (10000 = all of them).' })
  applicableWeightBp!: number;

  @Field(() => Date, { description: 'The instant up to which events are counted.' })
  asOf!: Date;

  @Field(() => Int, { description: 'Position in the log of the last event that could be counted.' })
  asOfPosition!: number;

  @Field(() => DutyIndexPolicy)
  policy!: DutyIndexPolicy;

  @Directive('@listSize(assumedSize: 3)')
  @Field(() => [DutyRate])
  rates!: DutyRate[];

  @Directive('@listSize(assumedSize: 3)')
  @Field(() => [DutyIndicator])
  indicators!: DutyIndicator[];

  readonly source!: IndexSource;
}

/** A deputy, to whom this module adds the index. */
@Directive('@key(fields: "id")')
@ObjectType('Representative', { simpleResolvers: true })
export class RepresentativeExtension {
  @Field(() => ID)
  id!: string;
}

@ObjectType({
  simpleResolvers: true,
  description:
    'What a deputy has done in a period, for everybody (履职情况公示, 代表法2025 art. 58): counts, no score and no rank.',
})
export class DutyFacts {
  @Field(() => Int, { description: 'Tasks taken on in time.' })
  tasksClaimed!: number;

  @Field(() => Int, { description: 'Inspections with a verified finding, or verified findings where a quota counts.' })
  problemsFound!: number;

  @Field(() => Int, { description: 'Rectifications of their findings that were accepted, late ones included.' })
  rectificationsDone!: number;
}

/** What the stream of changes tells (live), to which this module adds the index. */
@Directive('@key(fields: "representativeId")')
@ObjectType('DutyIndexChange', { simpleResolvers: true })
export class DutyIndexChangeExtension {
  @Field(() => ID)
  representativeId!: string;
}

@ObjectType({ simpleResolvers: true, description: 'A member of a cohort on its board.' })
export class DutyIndexStanding {
  @Field(() => RepresentativeExtension)
  representative!: RepresentativeExtension;

  @Field(() => Float, { nullable: true })
  score!: number | null;

  @Field(() => Int, { description: 'Weight of the rates that apply, in basis points.' })
  applicableWeightBp!: number;

  @Field(() => Int, {
    nullable: true,
    description: 'Competition rank (1, 2, 2, 4); null while ranking is off, and for scores that cannot be compared.',
  })
  rank!: number | null;

  @Directive('@listSize(assumedSize: 3)')
  @Field(() => [DutyRate])
  rates!: DutyRate[];

  /** Its place on the board. */
  readonly code!: string;
}
