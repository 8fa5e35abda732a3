import { connectionOf } from '@lianxin/subgraph-kit';
import { Directive, Field, Float, ObjectType } from 'type-graphql';
import { DutyIndexStanding } from './duty-index.types.js';
import { IndexRanking } from './period.types.js';

export const DutyIndexStandingConnection = connectionOf<DutyIndexStanding>(
  'DutyIndexStanding',
  () => DutyIndexStanding,
);

@Directive('@shareable')
@ObjectType({
  simpleResolvers: true,
  description: 'A cohort in a period: by rank where ranking is on, by code of the deputy where it is off.',
})
export class DutyIndexBoard extends DutyIndexStandingConnection {
  @Field(() => Float, { nullable: true, description: 'Median of the scores that can be compared.' })
  medianScore!: number | null;

  @Field(() => Date, { description: 'The instant up to which events are counted.' })
  asOf!: Date;

  @Field(() => IndexRanking, { nullable: true, description: 'Null while nobody has decided: ranking is off.' })
  ranking!: IndexRanking | null;
}
