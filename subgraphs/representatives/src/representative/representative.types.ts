import { connectionOf } from '@lianxin/subgraph-kit';
import { Directive, Field, ID, InputType, ObjectType } from 'type-graphql';
import { Representative } from './representative.entity.js';

export const RepresentativeConnection = connectionOf<Representative>('Representative', () => Representative);

/** A region, owned by the subgraph of stations. */
@Directive('@key(fields: "code", resolvable: false)')
@ObjectType('Region', { simpleResolvers: true })
export class RegionStub {
  @Field(() => ID)
  code!: string;
}

@InputType('RepresentativeFilter', { description: 'All given conditions hold together.' })
export class RepresentativeFilter {
  @Field(() => Boolean, { nullable: true })
  isPartyMember?: boolean | null;

  @Field(() => String, { nullable: true, description: 'Name of the delegation (代表团), in full.' })
  delegation?: string | null;

  @Field(() => ID, { nullable: true, description: 'This region and everything in it; 6, 9 or 12 digits.' })
  regionCode?: string | null;

  @Field(() => String, { nullable: true, description: 'Found in the name or the code.' })
  text?: string | null;
}
