import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { commanderOf } from '../duty/commander-of.js';
import type { RepresentativesContext } from '../representatives-context.js';
import { addDutyRecord } from './add-duty-record.js';
import { approveDutyRecord, rejectDutyRecord, retractDutyRecord, revokeDutyRecord } from './decide-duty-record.js';
import * as inputs from './duty-record.inputs.js';
import { DutyRecordResult, type RecordAnswer, recordAnswer } from './duty-record.results.js';

/** What is done to records of the archive: one line each. */
@Resolver()
export class DutyRecordMutationResolver {
  @Mutation(() => DutyRecordResult, { description: '自填履职记录, by the deputy; the office decides on it' })
  addDutyRecord(
    @Arg('input', () => inputs.AddDutyRecordInput) input: inputs.AddDutyRecordInput,
    @Ctx() context: RepresentativesContext,
  ): Promise<RecordAnswer> {
    return recordAnswer(context, addDutyRecord(context.duty, commanderOf(context), input));
  }

  @Mutation(() => DutyRecordResult, { description: '认定, by an office of the region' })
  approveDutyRecord(
    @Arg('input', () => inputs.ApproveDutyRecordInput) input: inputs.ApproveDutyRecordInput,
    @Ctx() context: RepresentativesContext,
  ): Promise<RecordAnswer> {
    return recordAnswer(context, approveDutyRecord(context.duty, commanderOf(context), input));
  }

  @Mutation(() => DutyRecordResult, { description: '不予认定, by an office of the region' })
  rejectDutyRecord(
    @Arg('input', () => inputs.RejectDutyRecordInput) input: inputs.RejectDutyRecordInput,
    @Ctx() context: RepresentativesContext,
  ): Promise<RecordAnswer> {
    return recordAnswer(context, rejectDutyRecord(context.duty, commanderOf(context), input));
  }

  @Mutation(() => DutyRecordResult, { description: '撤销认定, by an office of the region' })
  revokeDutyRecord(
    @Arg('input', () => inputs.RevokeDutyRecordInput) input: inputs.RevokeDutyRecordInput,
    @Ctx() context: RepresentativesContext,
  ): Promise<RecordAnswer> {
    return recordAnswer(context, revokeDutyRecord(context.duty, commanderOf(context), input));
  }

  @Mutation(() => DutyRecordResult, { description: '撤回, by the deputy' })
  retractDutyRecord(
    @Arg('input', () => inputs.RetractDutyRecordInput) input: inputs.RetractDutyRecordInput,
    @Ctx() context: RepresentativesContext,
  ): Promise<RecordAnswer> {
    return recordAnswer(context, retractDutyRecord(context.duty, commanderOf(context), input));
  }
}
