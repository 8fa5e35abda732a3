import { Ctx, FieldResolver, ID, Resolver, Root } from 'type-graphql';
import { visibleTask } from '../duty-task/duty-task.access.js';
import { DutyTask } from '../duty-task/duty-task.types.js';
import { visibleFinding } from '../finding/finding.access.js';
import { Finding } from '../finding/finding.types.js';
import { visibleRectification } from '../rectification/rectification.access.js';
import { Rectification } from '../rectification/rectification.types.js';
import type { RepresentativesContext } from '../representatives-context.js';
import { handledRecord, handles } from './duty-record.access.js';
import { DutyRecordStatus } from './duty-record.enums.js';
import { DutyRecord, ProposalStub, ReceptionSessionStub, SuggestionStub } from './duty-record.types.js';

/** Statuses whose coming is told to the log. */
const toldStatuses: readonly DutyRecordStatus[] = [
  DutyRecordStatus.APPROVED,
  DutyRecordStatus.REJECTED,
  DutyRecordStatus.REVOKED,
];

/** Where a record comes from: each way asks the policy of what it leads to. */
@Resolver(() => DutyRecord)
export class DutyRecordSourceResolver {
  @FieldResolver(() => ID, {
    nullable: true,
    description:
      'The event in the log that tells of it (佐证事件): that of its source, or the office’s decision. Null while nothing is told of it, and to the public.',
  })
  async eventId(@Root() { state }: DutyRecord, @Ctx() context: RepresentativesContext): Promise<string | null> {
    const { id, status, sourceType, representativeId } = state;
    if (sourceType === null) {
      const isTold = handledRecord(context, state) !== null && toldStatuses.includes(status);
      return isTold ? ((await context.loaders.newestStep.load(id))?.eventId ?? null) : null;
    }
    const deputy = await context.loaders.representative.load(representativeId);
    return deputy && handles(context, deputy.id, deputy.regionPath) ? state.eventId : null;
  }

  @FieldResolver(() => DutyTask, {
    nullable: true,
    description: 'The task it comes from; null when it comes from elsewhere, or to whoever may not see it.',
  })
  task(@Root() { state }: DutyRecord, @Ctx() context: RepresentativesContext): Promise<DutyTask | null> | null {
    return state.sourceType === 'DutyTask' ? visibleTask(context, state.sourceId) : null;
  }

  @FieldResolver(() => SuggestionStub, {
    nullable: true,
    description: 'The suggestion it comes from; null when it comes from elsewhere, or to whoever may not see it.',
  })
  suggestion(@Root() { state }: DutyRecord): SuggestionStub | null {
    return state.sourceType === 'Suggestion' && state.sourceId !== null ? { id: state.sourceId } : null;
  }

  @FieldResolver(() => ReceptionSessionStub, {
    nullable: true,
    description: 'The reception whose public notice names the deputy; null when it comes from elsewhere.',
  })
  reception(@Root() { state }: DutyRecord): ReceptionSessionStub | null {
    return state.sourceType === 'ReceptionSession' && state.sourceId !== null ? { id: state.sourceId } : null;
  }

  @FieldResolver(() => ProposalStub, {
    nullable: true,
    description: 'The proposal it comes from; null when it comes from elsewhere, or to whoever may not see it.',
  })
  proposal(@Root() { state }: DutyRecord): ProposalStub | null {
    return state.sourceType === 'Proposal' && state.sourceId !== null ? { id: state.sourceId } : null;
  }

  @FieldResolver(() => Finding, {
    nullable: true,
    description: 'The problem that was found; null when it comes from elsewhere, or to whoever may not see it.',
  })
  finding(@Root() { state }: DutyRecord, @Ctx() context: RepresentativesContext): Promise<Finding | null> | null {
    return state.sourceType === 'Finding' ? visibleFinding(context, state.sourceId) : null;
  }

  @FieldResolver(() => Rectification, {
    nullable: true,
    description:
      'The rectification that was looked at; null when it comes from elsewhere, or to whoever may not see it.',
  })
  rectification(
    @Root() { state }: DutyRecord,
    @Ctx() context: RepresentativesContext,
  ): Promise<Rectification | null> | null {
    return state.sourceType === 'Rectification' ? visibleRectification(context, state.sourceId) : null;
  }
}
