import { connectionOf, DayScalar } from '@lianxin/subgraph-kit';
import { Field, Int, ObjectType } from 'type-graphql';
import { RepresentativeExtension } from '../extensions/representative-extension.types.js';
import { LivelihoodProject } from './project.entity.js';

/** A page of projects. */
export const LivelihoodProjectConnection = connectionOf<LivelihoodProject>(
  'LivelihoodProject',
  () => LivelihoodProject,
);

/** The people who carry a project out (专班). */
@ObjectType({ simpleResolvers: true, description: 'The task force (专班) that carries a project out.' })
export class TaskForce {
  @Field(() => String)
  name!: string;

  @Field(() => [RepresentativeExtension], { description: 'Deputies in it, without the lead member.' })
  members!: RepresentativeExtension[];
}

/** The count of votes on one project. */
@ObjectType({ simpleResolvers: true, description: 'The count of votes on one project. Who voted how is never stored.' })
export class BallotResult {
  @Field(() => Int, { description: '赞成' })
  forCount!: number;

  @Field(() => Int, { description: '反对' })
  againstCount!: number;

  @Field(() => Int, { description: '弃权' })
  abstainCount!: number;

  @Field(() => Boolean, {
    description: 'Carried by more than half of all deputies (地方组织法 art. 25) and within the seats.',
  })
  adopted!: boolean;
}

/** The vote that a project stands in, with its own result. */
@ObjectType('Ballot', {
  simpleResolvers: true,
  description: 'The vote (票决) that the project stands in, with its own result.',
})
export class ProjectBallot {
  @Field(() => DayScalar, { description: 'Day of the vote, Asia/Shanghai.' })
  heldOn!: string;

  @Field(() => Int, { description: 'All deputies of the congress, present or not.' })
  deputyCount!: number;

  @Field(() => Int, { description: 'How many projects are to be chosen.' })
  seats!: number;

  @Field(() => Int, { description: 'How many stand for choice (差额).' })
  candidates!: number;

  @Field(() => BallotResult, { nullable: true, description: 'Null until the votes are counted.' })
  result!: BallotResult | null;
}

/** The acceptance of a finished project. */
@ObjectType({
  simpleResolvers: true,
  description: 'The acceptance of a finished project, which takes it off the list (验收销号).',
})
export class Acceptance {
  @Field(() => DayScalar, { description: 'Asia/Shanghai.' })
  acceptedOn!: string;

  @Field(() => String, { description: 'The body that accepted it.' })
  acceptedBy!: string;

  @Field(() => String, { nullable: true })
  conclusion!: string | null;
}
