import { Field, Int, ObjectType } from 'type-graphql';

@ObjectType('OperationCost', {
  simpleResolvers: true,
  description: 'What an operation would cost you, counted from the schema and your variables; nothing is run.',
})
export class OperationCost {
  @Field(() => Int, {
    description:
      'Weights of all objects, calls and inputs, every list as long as it may be. 2147483647 also means more.',
  })
  cost!: number;

  @Field(() => Int, { description: 'What one operation of yours may cost (额度).' })
  budget!: number;

  @Field(() => Int, { description: 'Fields inside fields.' })
  depth!: number;

  @Field(() => Int, { description: 'Objects in the answer, every list as long as it may be.' })
  nodes!: number;

  @Field(() => Boolean, { description: 'Whether the cost is within your budget.' })
  allowed!: boolean;
}
