import { connectionOf } from '@lianxin/subgraph-kit';
import { Field, ID, InputType } from 'type-graphql';
import { HandlingUnit } from './handling-unit.entity.js';

/** A page of handling units. */
export const HandlingUnitConnection = connectionOf<HandlingUnit>('HandlingUnit', () => HandlingUnit);

/** Which handling units to list. */
@InputType()
export class HandlingUnitFilter {
  @Field(() => ID, { nullable: true, description: 'Units of this region and below; 6, 9 or 12 digits.' })
  regionCode?: string | null;

  @Field(() => String, { nullable: true, description: 'A part of the name, the short name or the code.' })
  text?: string | null;
}
