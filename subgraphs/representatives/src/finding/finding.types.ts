import { FindingSource, FindingStatus } from '@lianxin/events';
import { connectionOf } from '@lianxin/subgraph-kit';
import { Directive, Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import type { FindingState } from './finding.state.js';

@Directive('@key(fields: "id")')
@ObjectType({
  simpleResolvers: true,
  description:
    'A finding (发现问题): a problem that deputies, the inspection room or a verified suggestion brought up. Seen by its finders, those asked to confirm it, and the offices of its region.',
})
export class Finding {
  @Field(() => ID)
  id!: string;

  @Field(() => Int, { description: 'Grows by one with each step; send it as `expectedVersion`.' })
  version!: number;

  @Field(() => FindingStatus)
  status!: FindingStatus;

  @Field(() => FindingSource)
  source!: FindingSource;

  @Field(() => String)
  title!: string;

  @Field(() => String)
  description!: string;

  @Field(() => String, { nullable: true })
  objectType!: string | null;

  @Field(() => ID, { nullable: true })
  objectId!: string | null;

  @Field(() => Date, { nullable: true, description: 'Since when the problem is known to have existed (UTC).' })
  existedSince!: Date | null;

  @Field(() => Date)
  reportedAt!: Date;

  @Field(() => Date, { nullable: true })
  verifiedAt!: Date | null;

  readonly state!: FindingState;
}

export const FindingConnection = connectionOf<Finding>('Finding', () => Finding);

/** A finding as the graph shows it. */
export function presentFinding(state: FindingState): Finding {
  return Object.assign(new Finding(), state, { state });
}

@InputType({ description: 'All given conditions hold together; a list matches any of its members.' })
export class FindingFilter {
  @Field(() => [FindingStatus], { nullable: true })
  status?: FindingStatus[] | null;

  @Field(() => [FindingSource], { nullable: true })
  source?: FindingSource[] | null;
}
