import { connectionOf } from '@lianxin/subgraph-kit';
import { Field, ID, InputType } from 'type-graphql';
import { Station, StationKind, StationTier } from './station.entity.js';

export const StationConnection = connectionOf<Station>('Station', () => Station);

@InputType('StationFilter', { description: 'All given conditions hold together.' })
export class StationFilter {
  @Field(() => ID, { nullable: true, description: 'This region and everything in it; 6, 9 or 12 digits.' })
  regionCode?: string | null;

  @Field(() => StationTier, { nullable: true })
  tier?: StationTier | null;

  @Field(() => StationKind, { nullable: true })
  kind?: StationKind | null;

  @Field(() => String, { nullable: true, description: 'Found in the name, the local name, the number or the address.' })
  text?: string | null;
}
