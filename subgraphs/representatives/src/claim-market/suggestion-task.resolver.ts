import type { ReferenceResolver } from '@lianxin/subgraph-kit';
import { isUuid } from '@lianxin/subgraph-kit';
import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { SuggestionStub } from '../duty-record/duty-record.types.js';
import { visibleTask } from '../duty-task/duty-task.access.js';
import { DutyTask } from '../duty-task/duty-task.types.js';
import type { RepresentativesContext } from '../representatives-context.js';
import { suggestionTaskId } from './market-stand.js';
import { StationStub } from './station-stub.types.js';

/** What the market adds to a suggestion. */
@Resolver(() => SuggestionStub)
export class SuggestionTaskResolver {
  @FieldResolver(() => DutyTask, {
    nullable: true,
    description:
      'The task by which a deputy near its station looks after it (跟办), while or since it was in the claim market; null when there is none, or to whoever may not see the task.',
  })
  dutyTask(@Root() { id }: SuggestionStub, @Ctx() context: RepresentativesContext): Promise<DutyTask | null> {
    return visibleTask(context, suggestionTaskId(id));
  }
}

/** What the market adds to a task. */
@Resolver(() => DutyTask)
export class DutyTaskMarketResolver {
  @FieldResolver(() => SuggestionStub, {
    nullable: true,
    description: 'The suggestion it is about; null when it is about something else, or to whoever may not see it.',
  })
  suggestion(@Root() { state }: DutyTask): SuggestionStub | null {
    return state.objectType === 'Suggestion' && state.objectId !== null ? { id: state.objectId } : null;
  }

  @FieldResolver(() => StationStub, {
    nullable: true,
    description: 'The station near which deputies can claim it; null when it is not open to those near a station.',
  })
  station(@Root() { state }: DutyTask): StationStub | null {
    return state.stationId === null ? null : { id: state.stationId };
  }
}

/** Answers `{ id }` with the key alone: what hangs on it asks its own policy. */
export const suggestionReference: ReferenceResolver<RepresentativesContext> = ({ id }) =>
  Promise.resolve(isUuid(id) ? Object.assign(new SuggestionStub(), { id }) : null);
