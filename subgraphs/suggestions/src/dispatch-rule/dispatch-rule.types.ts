import { connectionOf } from '@lianxin/subgraph-kit';
import { Field, ID, InputType } from 'type-graphql';
import { UnitLevel } from '../handling-unit/unit-level.js';
import { DispatchRule } from './dispatch-rule.entity.js';

/** A page of the dispatch catalogue. */
export const DispatchRuleConnection = connectionOf<DispatchRule>('DispatchRule', () => DispatchRule);

/** Which lines of the catalogue to list. */
@InputType()
export class DispatchRuleFilter {
  @Field(() => ID, { nullable: true, description: 'Rules of exactly this category.' })
  categoryCode?: string | null;

  @Field(() => ID, { nullable: true })
  unitId?: string | null;

  @Field(() => UnitLevel, { nullable: true })
  level?: UnitLevel | null;
}
