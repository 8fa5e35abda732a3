import { Field, ID, Int, ObjectType } from 'type-graphql';

/** Ids that one change names. */
const namedAtMost = 100;

@ObjectType({
  simpleResolvers: true,
  description: 'What has changed on the boards of the duty index (履职指数榜变动) since the change before.',
})
export class DutyBoardChange {
  /** Everybody, whom the fields below count and name. */
  deputies: readonly string[] = [];

  @Field(() => String, { description: 'Give it as `after` to go on behind what is told here, without gap or repeat.' })
  cursor!: string;

  @Field(() => Date, { description: 'When the last of it happened.' })
  at!: Date;

  @Field(() => Int, { description: 'Events that changed something.' })
  events!: number;

  @Field(() => Int, { description: 'Deputies for whom something changed.' })
  get deputyCount(): number {
    return this.deputies.length;
  }

  @Field(() => [ID], { description: `The first ${namedAtMost} of them. When there are more, read the board anew.` })
  get representativeIds(): readonly string[] {
    return this.deputies.slice(0, namedAtMost);
  }
}
