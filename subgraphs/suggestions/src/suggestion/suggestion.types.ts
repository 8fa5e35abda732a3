import { lightOf } from '@lianxin/calendar';
import { connectionOf } from '@lianxin/subgraph-kit';
import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { IntakeChannel, Light, PipelineStage, stageOf, SuggestionStatus, Urgency } from './suggestion.enums.js';
import type { SuggestionState } from './suggestion.state.js';

@Directive('@key(fields: "id")')
@ObjectType({
  simpleResolvers: true,
  description:
    'A suggestion of the people (群众意见建议): what somebody said at a station, on its way through 收集-分派-接单-反馈-评价. Seen by the person, the station, the deputies and units concerned, and the office of the region; to everybody else it does not exist.',
})
export class Suggestion {
  @Field(() => ID)
  id!: string;

  @Field(() => String, { description: 'Number for people, e.g. L20261122-000123; unique.' })
  number!: string;

  @Field(() => Int, { description: 'Grows by one with each transition; send it as `expectedVersion`.' })
  version!: number;

  @Field(() => String)
  title!: string;

  @Field(() => PipelineStage, { nullable: true, description: 'Null once it left the pipeline.' })
  stage!: PipelineStage | null;

  @Field(() => SuggestionStatus)
  status!: SuggestionStatus;

  @Field(() => Light, { nullable: true, description: 'Null when no limit of an office or unit runs.' })
  light!: Light | null;

  @Field(() => Urgency)
  urgency!: Urgency;

  @Field(() => IntakeChannel)
  channel!: IntakeChannel;

  @Field(() => Date)
  collectedAt!: Date;

  @Field(() => Date, { nullable: true, description: 'End of the limit that runs now (UTC); null when none runs.' })
  dueAt!: Date | null;

  @Field(() => Date, { nullable: true, description: 'First dispatch: the handling clock starts here and never anew.' })
  dispatchedAt!: Date | null;

  @Field(() => Date, { nullable: true })
  closedAt!: Date | null;

  @Field(() => Date)
  updatedAt!: Date;

  @Field(() => Int, { description: 'How often it was sent back because the person was not satisfied.' })
  reworkNo!: number;

  @Field(() => Boolean, { description: 'The unit was designated and may not ask to return the case.' })
  designated!: boolean;

  @Field(() => Int, { description: 'Supporters counted by the source it was imported from.' })
  supportCount!: number;

  @Field(() => Int, { description: 'Opponents counted by the source it was imported from.' })
  opposeCount!: number;

  /** The stored state; not a field. */
  readonly state!: SuggestionState;
}

/** Statuses whose limit binds the person, not an office: no light. */
const withoutLight: readonly SuggestionStatus[] = [SuggestionStatus.REPLIED];

function lightAt(state: SuggestionState, now: Date): Light | null {
  const { clockStartedAt, dueAt, status } = state;
  if (!clockStartedAt || !dueAt || withoutLight.includes(status)) return null;
  return Light[lightOf({ startedAt: clockStartedAt, dueAt, now })];
}

/** A stored suggestion as the graph shows it at a moment. */
export function present(state: SuggestionState, now: Date): Suggestion {
  const shown = new Suggestion();
  const { id, number, version, title, status, urgency, channel, collectedAt, dueAt, dispatchedAt, closedAt } = state;
  const { updatedAt, reworkNo, designated, supportCount, opposeCount } = state;
  return Object.assign(shown, {
    id,
    number,
    version,
    title,
    status,
    urgency,
    channel,
    collectedAt,
    dueAt,
    dispatchedAt,
    closedAt,
    updatedAt,
    reworkNo,
    designated,
    supportCount,
    opposeCount,
    state,
    stage: stageOf(status),
    light: lightAt(state, now),
  });
}

export const SuggestionConnection = connectionOf<Suggestion>('Suggestion', () => Suggestion);
