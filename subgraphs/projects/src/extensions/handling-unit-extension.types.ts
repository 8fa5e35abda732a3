import { Directive, Field, ID, ObjectType } from 'type-graphql';

/** What this subgraph knows of a handling unit (承办单位): the identifier. The rest is told by the suggestions subgraph. */
@Directive('@key(fields: "id")')
@ObjectType('HandlingUnit', { simpleResolvers: true })
export class HandlingUnitExtension {
  @Field(() => ID)
  id!: string;
}
