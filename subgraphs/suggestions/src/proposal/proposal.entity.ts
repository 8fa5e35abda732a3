import { DayScalar } from '@lianxin/subgraph-kit';
import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Rating } from '../suggestion/suggestion.enums.js';
import { DisclosureConsent, ProposalStatus, ResultClass } from './proposal.enums.js';

/** A formal proposal of deputies (代表建议、批评和意见), as opposed to what a resident raises at a station. */
@Directive('@key(fields: "id")')
@ObjectType('Proposal', {
  simpleResolvers: true,
  description:
    'A formal proposal of deputies (代表建议、批评和意见). From its filing on it is public as far as the deputy consents; before that its proposers, the congress office and the inspection room see it.',
})
@Entity('proposal')
export class Proposal {
  @Field(() => ID)
  @PrimaryColumn('uuid')
  id!: string;

  @Field(() => String, { nullable: true, description: 'Filing number (立案编号); null before it is filed.' })
  @Column('text', { nullable: true, unique: true })
  number!: string | null;

  @Field(() => String)
  @Column('text')
  title!: string;

  /** Shown through the policy: see the resolver. */
  @Column('text')
  content!: string;

  @Column('uuid', { name: 'lead_proposer_id' })
  leadProposerId!: string;

  @Column('text', { name: 'region_code' })
  regionCode!: string;

  /** Region codes from the province down to the region whose congress the proposal was made to. */
  @Column('text', { name: 'region_path', array: true })
  regionPath!: string[];

  @Column('uuid', { name: 'lead_unit_id', nullable: true })
  leadUnitId!: string | null;

  @Field(() => ProposalStatus)
  @Column('text')
  status!: ProposalStatus;

  @Field(() => Date, { nullable: true, description: 'When it was submitted (提交时间); null for a draft.' })
  @Column('timestamptz', { name: 'submitted_at', nullable: true })
  submittedAt!: Date | null;

  @Field(() => DayScalar, {
    nullable: true,
    description: 'Last day for the answer, Asia/Shanghai: three months from assignment, at most six (代表法 art. 51).',
  })
  @Column('date', { name: 'due_on', nullable: true })
  dueOn!: string | null;

  @Field(() => ResultClass, { nullable: true, description: 'Result code of the latest reply; null before it.' })
  @Column('text', { name: 'result_class', nullable: true })
  resultClass!: ResultClass | null;

  @Column('text', { name: 'attitude_rating', nullable: true })
  attitudeRating!: Rating | null;

  @Column('text', { name: 'outcome_rating', nullable: true })
  outcomeRating!: Rating | null;

  @Field(() => DisclosureConsent, { description: 'What the deputy lets be published (公开意见).' })
  @Column('text', { name: 'disclosure_consent' })
  disclosureConsent!: DisclosureConsent;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('int')
  version!: number;
}

/** A proposal with the deputies who co-sign it (联名代表), as it is read. */
export type ProposalRow = Proposal & { readonly coSignerIds: readonly string[] };
