import { Directive, Field, ID, ObjectType } from 'type-graphql';

/** What this subgraph knows of a region (行政区划): its code. The rest is told by the stations subgraph. */
@Directive('@key(fields: "code")')
@ObjectType('Region', { simpleResolvers: true })
export class RegionExtension {
  @Field(() => ID, { description: 'Twelve digits (GB/T 2260, GB/T 10114 and the statistical code below the town).' })
  code!: string;
}
