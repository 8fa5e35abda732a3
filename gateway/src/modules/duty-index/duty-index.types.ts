import { DayScalar } from '@lianxin/subgraph-kit';
import { Directive, Field, Float, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';

/** The three rates of the duty index (履职指数). */
export enum DutyRateKind {
  CLAIM = 'CLAIM',
  DISCOVERY = 'DISCOVERY',
  RECTIFICATION = 'RECTIFICATION',
}

/** Kinds of period that an index is computed for. */
export enum PeriodKind {
  MONTH = 'MONTH',
  QUARTER = 'QUARTER',
  YEAR = 'YEAR',
  TERM = 'TERM',
}

registerEnumType(DutyRateKind, {
  name: 'DutyRateKind',
  description: 'CLAIM 任务认领率 · DISCOVERY 问题发现率 · RECTIFICATION 整改见效率',
});
registerEnumType(PeriodKind, { name: 'PeriodKind', description: 'MONTH 月 · QUARTER 季 · YEAR 年 · TERM 届' });

@InputType({ description: 'Asia/Shanghai calendar; the half-open period of that kind that starts on `start`.' })
export class PeriodInput {
  @Field(() => PeriodKind)
  kind!: PeriodKind;

  @Field(() => DayScalar)
  start!: string;
}

@ObjectType({ simpleResolvers: true, description: 'The rules that an index was computed by.' })
export class DutyIndexPolicy {
  @Field(() => ID)
  id!: string;

  @Field(() => Int)
  version!: number;

  @Field(() => String, { description: 'SHA-256 of the policy text, hexadecimal.' })
  hash!: string;
}

@ObjectType({ simpleResolvers: true, description: 'One rate of the index: numerator over denominator.' })
export class DutyRate {
  @Field(() => DutyRateKind)
  kind!: DutyRateKind;

  @Field(() => Float, { nullable: true, description: '0 to 1; null when there was nothing to count.' })
  value!: number | null;

  @Field(() => Int)
  numerator!: number;

  @Field(() => Int)
  denominator!: number;

  @Field(() => Boolean, { description: 'True when the denominator is too small to judge by.' })
  sampleTooSmall!: boolean;
}

@ObjectType({ simpleResolvers: true, description: 'The deputies that an index is compared with.' })
export class DutyCohort {
  @Field(() => ID)
  id!: string;

  @Field(() => String)
  name!: string;

  @Field(() => Int, { description: 'Members of the cohort.' })
  size!: number;

  @Field(() => Float, { nullable: true })
  medianScore!: number | null;

  @Field(() => Int, { nullable: true, description: '1 (highest) to 4.' })
  quartile!: number | null;
}

@ObjectType({ simpleResolvers: true, description: 'The duty index (履职指数) of a deputy in a period.' })
export class DutyIndex {
  @Field(() => Float, { nullable: true, description: '0 to 100; null when no rate applies.' })
  score!: number | null;

  @Field(() => Int, { description: 'Weight of the rates that apply, in basis points (10000 = all of them).' })
  applicableWeightBp!: number;

  @Field(() => Date, { description: 'The instant up to which events are counted.' })
  asOf!: Date;

  @Field(() => DutyIndexPolicy)
  policy!: DutyIndexPolicy;

  @Directive('@listSize(assumedSize: 3)')
  @Field(() => [DutyRate])
  rates!: DutyRate[];

  @Field(() => DutyCohort, { nullable: true })
  cohort!: DutyCohort | null;
}

/** A deputy, to whom this module adds the index. */
@Directive('@key(fields: "id")')
@ObjectType('Representative')
export class RepresentativeExtension {
  @Field(() => ID)
  id!: string;
}
