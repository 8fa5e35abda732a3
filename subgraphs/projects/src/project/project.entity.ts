import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { PlannedPoint } from '../light/progress-light.js';
import { ProjectStatus } from './project.enums.js';

/** A livelihood project (民生实事项目): chosen by the deputies' vote, supervised by them, judged by them. */
@Directive('@key(fields: "id")')
@ObjectType('LivelihoodProject', {
  simpleResolvers: true,
  description:
    'A livelihood project (民生实事项目). Public from the standing committee’s review on; before it, the congress office and the inspection room of the region see it.',
})
@Entity('livelihood_project')
export class LivelihoodProject {
  @Field(() => ID)
  @PrimaryColumn('uuid')
  id!: string;

  @Field(() => String, { description: 'Number within its region and year (序号); the order of lists.' })
  @Column('text')
  number!: string;

  @Field(() => String)
  @Column('text')
  name!: string;

  @Field(() => Int, { description: 'The year it is carried out in.' })
  @Column('int')
  year!: number;

  @Field(() => ID, { description: '12-digit code of the region whose congress votes on it.' })
  @Column('text', { name: 'region_code' })
  regionCode!: string;

  /** Region codes from the province down to the project's own region. */
  @Column('text', { name: 'region_path', array: true })
  regionPath!: string[];

  @Field(() => ProjectStatus)
  @Column('text')
  status!: ProjectStatus;

  @Column('jsonb', { name: 'planned_progress' })
  plannedProgress!: PlannedPoint[];

  @Field(() => Int, { description: 'How much of the work is done, 0 to 100, as reported by the lead unit.' })
  @Column('int', { name: 'actual_percent' })
  actualPercent!: number;

  @Field(() => String, {
    nullable: true,
    description:
      'Budget in fen (1/100 yuan) as decimal digits: not every client’s numbers hold large integers exactly. Null when not decided.',
  })
  @Column('bigint', { name: 'budget_fen', nullable: true })
  budgetFen!: string | null;

  @Column('uuid', { name: 'lead_unit_id', nullable: true })
  leadUnitId!: string | null;

  @Column('uuid', { name: 'lead_member_id', nullable: true })
  leadMemberId!: string | null;

  @Column('text', { name: 'task_force_name', nullable: true })
  taskForceName!: string | null;

  @Column('uuid', { name: 'task_force_member_ids', array: true })
  taskForceMemberIds!: string[];

  @Column('uuid', { name: 'ballot_id', nullable: true })
  ballotId!: string | null;

  @Column('int', { name: 'for_count', nullable: true })
  forCount!: number | null;

  @Column('int', { name: 'against_count', nullable: true })
  againstCount!: number | null;

  @Column('int', { name: 'abstain_count', nullable: true })
  abstainCount!: number | null;

  @Column('boolean', { nullable: true })
  adopted!: boolean | null;

  @Column('date', { name: 'accepted_on', nullable: true })
  acceptedOn!: string | null;

  @Column('text', { name: 'accepted_by', nullable: true })
  acceptedBy!: string | null;

  @Column('text', { name: 'acceptance_conclusion', nullable: true })
  acceptanceConclusion!: string | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;
}
