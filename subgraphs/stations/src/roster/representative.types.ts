import { connectionOf } from '@lianxin/subgraph-kit';
import { Directive, Field, ID, ObjectType } from 'type-graphql';

/** A deputy as this subgraph knows one: an id, to which it adds the stations. */
@Directive('@key(fields: "id")')
@ObjectType('Representative', { simpleResolvers: true })
export class RepresentativeStub {
  @Field(() => ID)
  id!: string;
}

export const RepresentativeConnection = connectionOf<RepresentativeStub>('Representative', () => RepresentativeStub);
