import { Actor, connectionOf, DayScalar, Refusal } from '@lianxin/subgraph-kit';
import type { RefusalCode } from '@lianxin/errors';
import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { DutyAction } from './duty.enums.js';

@ObjectType({
  simpleResolvers: true,
  description: 'An action that the caller’s role can ever take on a record of duty.',
})
export class DutyAvailableAction {
  @Field(() => DutyAction)
  action!: DutyAction;

  @Field(() => Boolean)
  allowed!: boolean;

  @Field(() => Refusal, { nullable: true, description: 'Why not, when it is not allowed now.' })
  reason!: { readonly code: RefusalCode; readonly message: string } | null;
}

@ObjectType({ simpleResolvers: true, description: 'One step in a history, which nobody can rewrite.' })
export class DutyTimelineEntry {
  @Field(() => ID)
  eventId!: string;

  @Field(() => Date)
  at!: Date;

  @Field(() => DayScalar, { description: 'The day it counts for, Asia/Shanghai.' })
  businessDate!: string;

  @Field(() => DutyAction)
  action!: DutyAction;

  @Field(() => String, { nullable: true, description: 'A value of the status of the record; null at its beginning.' })
  fromStatus!: string | null;

  @Field(() => String, { description: 'A value of the status of the record.' })
  toStatus!: string;

  @Field(() => Actor)
  actor!: Actor;

  @Field(() => String, { nullable: true })
  note!: string | null;

  readonly version!: number;
}

export const DutyTimelineConnection = connectionOf<DutyTimelineEntry>('DutyTimeline', () => DutyTimelineEntry);

/** A handling unit, owned by the subgraph of suggestions. */
@Directive('@key(fields: "id", resolvable: false)')
@ObjectType('HandlingUnit', { simpleResolvers: true })
export class HandlingUnitStub {
  @Field(() => ID)
  id!: string;
}
