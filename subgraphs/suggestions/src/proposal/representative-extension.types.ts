import { Directive, Field, ID, ObjectType } from 'type-graphql';

/** What this subgraph knows of a deputy (人大代表): the identifier. The rest is told by the representatives subgraph. */
@Directive('@key(fields: "id")')
@ObjectType('Representative', { simpleResolvers: true })
export class RepresentativeExtension {
  @Field(() => ID)
  id!: string;
}
