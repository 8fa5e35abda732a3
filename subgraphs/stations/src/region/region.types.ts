import { connectionOf } from '@lianxin/subgraph-kit';
import { Field, ID, InputType } from 'type-graphql';
import { Region, RegionLevel } from './region.entity.js';

export const RegionConnection = connectionOf<Region>('Region', () => Region);

@InputType('RegionFilter', { description: 'All given conditions hold together.' })
export class RegionFilter {
  @Field(() => RegionLevel, { nullable: true })
  level?: RegionLevel | null;

  @Field(() => ID, { nullable: true, description: 'Direct children of this region only; 6, 9 or 12 digits.' })
  parentCode?: string | null;
}
