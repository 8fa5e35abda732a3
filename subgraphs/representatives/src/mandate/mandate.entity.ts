import { DayScalar } from '@lianxin/subgraph-kit';
import { Directive, Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Whether a mandate runs (代表法: suspension 暂时停止执行代表职务, end 代表资格终止). */
export enum MandateStatus {
  ACTIVE = 'ACTIVE',
  SUSPENDED = 'SUSPENDED',
  ENDED = 'ENDED',
}

registerEnumType(MandateStatus, {
  name: 'MandateStatus',
  description: 'Whether a mandate runs: 任职, 暂停执行职务, 终止 (代表法2025 arts. 61, 62).',
});

/** Why a mandate can be suspended; the law knows no other grounds. */
export enum MandateSuspensionGround {
  IN_CUSTODY = 'IN_CUSTODY',
  SERVING_SENTENCE = 'SERVING_SENTENCE',
}

registerEnumType(MandateSuspensionGround, {
  name: 'MandateSuspensionGround',
  description:
    'IN_CUSTODY 因刑事案件被羁押,正在受侦查、起诉、审判 · SERVING_SENTENCE 被判处管制、拘役或者有期徒刑而没有附加剥夺政治权利,正在服刑 (代表法2025 art. 61).',
});

@ObjectType({
  simpleResolvers: true,
  description: 'Days on which a mandate is suspended, Asia/Shanghai, both included.',
})
export class MandateSuspension {
  @Field(() => DayScalar)
  from!: string;

  @Field(() => DayScalar, { nullable: true, description: 'Null while it lasts.' })
  to!: string | null;
}

/** A deputy's mandate for one term of a congress (届). */
@Entity({ schema: 'representatives', name: 'mandate' })
@Directive('@key(fields: "id")')
@ObjectType('Mandate', { simpleResolvers: true, description: 'A deputy’s mandate for one term of a congress (届).' })
export class Mandate {
  @PrimaryColumn('uuid')
  @Field(() => ID)
  id!: string;

  @Column('uuid', { name: 'representative_id' })
  representativeId!: string;

  @Column('int', { name: 'term_no' })
  @Field(() => Int, { description: 'Number of the term (届次), e.g. 8 for 第八届.' })
  termNo!: number;

  @Column('date', { name: 'from_date' })
  @Field(() => DayScalar, { description: 'First day, Asia/Shanghai.' })
  from!: string;

  @Column('date', { name: 'to_date', nullable: true })
  @Field(() => DayScalar, { nullable: true, description: 'Last day, Asia/Shanghai; null while no end is set.' })
  to!: string | null;

  @Column('text')
  @Field(() => MandateStatus)
  status!: MandateStatus;

  @Column('text', { name: 'electoral_district', nullable: true })
  @Field(() => String, { nullable: true, description: 'Electoral district (选区) or electing unit (原选举单位).' })
  electoralDistrict!: string | null;

  @Column('jsonb')
  @Directive('@listSize(assumedSize: 2)')
  @Field(() => [MandateSuspension], { description: 'Every suspension, the earliest first.' })
  suspensions!: MandateSuspension[];

  @Column('int')
  @Field(() => Int, { description: 'Send it as `expectedVersion`.' })
  version!: number;
}

/** Whether a mandate is held on a day: it runs, and the day lies between its ends. */
export function isActiveOn(mandate: Pick<Mandate, 'status' | 'from' | 'to'>, day: string): boolean {
  const { status, from, to } = mandate;
  return status === MandateStatus.ACTIVE && from <= day && (to === null || day <= to);
}
