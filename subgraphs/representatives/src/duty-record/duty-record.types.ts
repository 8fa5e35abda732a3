import { DutyRecordKind } from '@lianxin/events';
import { connectionOf, DayScalar } from '@lianxin/subgraph-kit';
import { Directive, Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import type { DeedSourceType } from './duty-deed.sql.js';
import { DutyRecordPart, DutyRecordStatus } from './duty-record.enums.js';
import type { DutyRecordState } from './duty-record.state.js';

/** A deed as the archive lists it, from either table. What was added by hand has no source, and the other way round. */
export interface ArchivedDeed extends Omit<DutyRecordState, 'title' | 'evidence' | 'submittedAt' | 'regionPath'> {
  readonly title: string | null;
  readonly evidence: string | null;
  readonly submittedAt: Date | null;
  readonly regionPath: readonly string[];
  readonly sourceType: DeedSourceType | null;
  readonly sourceId: string | null;
  readonly part: DutyRecordPart | null;
  /** The event that the deed is drawn from; null for what was added by hand, and for what was drawn before it was kept. */
  readonly eventId: string | null;
}

@Directive('@key(fields: "id")')
@ObjectType({
  simpleResolvers: true,
  description:
    'A record of the duty archive (履职档案; 代表法2025 art. 58): drawn from where the deed is on record, or added by the deputy and approved by the office. Approved ones are public facts; the others are seen by the deputy and the offices of the region.',
})
export class DutyRecord {
  @Field(() => ID)
  id!: string;

  @Field(() => Int, { description: 'Send it as `expectedVersion`; 0 for what was drawn from elsewhere.' })
  version!: number;

  @Field(() => DutyRecordKind)
  kind!: DutyRecordKind;

  @Field(() => DutyRecordStatus, { description: 'What was drawn from elsewhere is APPROVED.' })
  status!: DutyRecordStatus;

  @Field(() => DayScalar, { description: 'The day it was done, or is announced for; Asia/Shanghai.' })
  heldOn!: string;

  @Field(() => DutyRecordPart, { nullable: true, description: 'The deputy’s part; null for what is no proposal.' })
  part!: DutyRecordPart | null;

  @Field(() => String, { nullable: true, description: 'As the deputy wrote it; null for what has a source.' })
  title!: string | null;

  @Field(() => Date, { nullable: true, description: 'When the deputy added it (UTC); null for what has a source.' })
  submittedAt!: Date | null;

  @Field(() => Date, { nullable: true, description: 'When it was last decided on (UTC).' })
  decidedAt!: Date | null;

  readonly state!: ArchivedDeed;
}

export const DutyRecordConnection = connectionOf<DutyRecord>('DutyRecord', () => DutyRecord);

/** A record as the graph shows it. */
export function presentRecord(state: ArchivedDeed): DutyRecord {
  return Object.assign(new DutyRecord(), state, { state });
}

/** A record that was added by hand, as the archive lists it. */
export const deedOf = (state: DutyRecordState): ArchivedDeed => ({
  ...state,
  sourceType: null,
  sourceId: null,
  part: null,
  eventId: null,
});

@InputType({ description: 'All given conditions hold together; a list matches any of its members.' })
export class DutyRecordFilter {
  @Field(() => [DutyRecordKind], { nullable: true })
  kind?: DutyRecordKind[] | null;

  @Field(() => [DutyRecordStatus], { nullable: true, description: 'To the public only APPROVED ones exist.' })
  status?: DutyRecordStatus[] | null;

  @Field(() => DayScalar, { nullable: true, description: 'Done on this day or later (Asia/Shanghai).' })
  from?: string | null;

  @Field(() => DayScalar, { nullable: true, description: 'Done before this day (Asia/Shanghai).' })
  before?: string | null;
}

/** A suggestion, owned by its own subgraph. */
@Directive('@key(fields: "id")')
@ObjectType('Suggestion', { simpleResolvers: true })
export class SuggestionStub {
  @Field(() => ID)
  id!: string;
}

/** A reception, owned by the subgraph of stations. */
@Directive('@key(fields: "id", resolvable: false)')
@ObjectType('ReceptionSession', { simpleResolvers: true })
export class ReceptionSessionStub {
  @Field(() => ID)
  id!: string;
}

/** A proposal, owned by the subgraph of suggestions. */
@Directive('@key(fields: "id", resolvable: false)')
@ObjectType('Proposal', { simpleResolvers: true })
export class ProposalStub {
  @Field(() => ID)
  id!: string;
}
