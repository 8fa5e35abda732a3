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

  @Column('int')
  version!: number;
}

/** Whether a mandate is held on a day: it runs, and the day lies between its ends. */
export function isActiveOn(mandate: Pick<Mandate, 'status' | 'from' | 'to'>, day: string): boolean {
  const { status, from, to } = mandate;
  return status === MandateStatus.ACTIVE && from <= day && (to === null || day <= to);
}
