import { Directive, Field, ID, ObjectType } from 'type-graphql';

/** A station, owned by its own subgraph. */
@Directive('@key(fields: "id", resolvable: false)')
@ObjectType('Station', { simpleResolvers: true })
export class StationStub {
  @Field(() => ID)
  id!: string;
}
