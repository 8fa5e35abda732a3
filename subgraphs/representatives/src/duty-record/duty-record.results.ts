import { CommandRefused, refusalOf, refusalType, unionOf, VersionConflict } from '@lianxin/subgraph-kit';
import { Field, ObjectType } from 'type-graphql';
import type { DutyOutcome } from '../duty/duty-command.js';
import type { RepresentativesContext } from '../representatives-context.js';
import type { DutyRecordState } from './duty-record.state.js';
import { deedOf, DutyRecord, presentRecord } from './duty-record.types.js';

@ObjectType({ simpleResolvers: true, description: 'The record after the command.' })
export class DutyRecordPayload {
  @Field(() => DutyRecord)
  dutyRecord!: DutyRecord;
}

export type RecordAnswer = DutyRecordPayload | CommandRefused | VersionConflict;

export const DutyRecordResult = unionOf(
  'DutyRecordResult',
  () => [DutyRecordPayload, CommandRefused, VersionConflict] as const,
  (value) => ('dutyRecord' in value ? 'DutyRecordPayload' : refusalType(value)),
);

export async function recordAnswer(
  { request }: RepresentativesContext,
  work: Promise<DutyOutcome<DutyRecordState>>,
): Promise<RecordAnswer> {
  const outcome = await work;
  if ('refused' in outcome) return refusalOf(outcome.refused, request.locale);
  return Object.assign(new DutyRecordPayload(), { dutyRecord: presentRecord(deedOf(outcome.state)) });
}
