import type { Sql } from '@lianxin/database';
import { AppError } from '@lianxin/errors';
import { type FindingSource, FindingStatus } from '@lianxin/events';
import { isUuid } from '@lianxin/subgraph-kit';
import { checkedTexts, uuidV7 } from '@lianxin/workflow';
import { checked } from '../duty/duty-command.js';
import type { DutyCommander } from '../duty/duty.actor.js';
import { DutyAction } from '../duty/duty.enums.js';
import { saveSteps } from '../duty/duty-step.js';
import type { ActorRole } from '@lianxin/subgraph-kit';
import type { FindingState } from './finding.state.js';
import { findingAggregate } from './finding.store.js';

/** What is said of a problem when it is reported. */
export interface FindingContent {
  readonly title: string;
  readonly description?: string | null;
  readonly objectType?: string | null;
  readonly objectId?: string | null;
  readonly existedSince?: Date | null;
  /** Deputies who found it together with the reporter, and are asked to confirm it. */
  readonly coFinderIds?: readonly string[] | null;
}

/** Where a new finding comes from. */
export interface FindingOrigin {
  readonly source: FindingSource;
  readonly taskId: string | null;
  readonly suggestionId: string | null;
  readonly reporterId: string | null;
  readonly regionPath: readonly string[];
}

const mostFinders = 50;
const titleRule = { field: '标题 title', max: 200 } as const;
const descriptionRule = { field: '说明 description', max: 5000, multiline: true, optional: true } as const;

function findingOf(content: FindingContent, origin: FindingOrigin, at: Date): FindingState {
  const { title, description } = checked(
    checkedTexts({ title: [content.title, titleRule], description: [content.description, descriptionRule] }),
  ).texts;
  const { objectType = null, objectId = null, existedSince = null, coFinderIds } = content;
  const invitedIds = [...new Set(coFinderIds)].filter((id) => id !== origin.reporterId);
  if (invitedIds.length >= mostFinders || !invitedIds.every(isUuid)) {
    throw new AppError('INVALID_INPUT', { reason: `coFinderIds: at most ${mostFinders - 1} UUID` });
  }
  if ((objectType === null) !== (objectId === null)) {
    throw new AppError('INVALID_INPUT', { reason: 'objectType, objectId: both or neither' });
  }
  if (existedSince !== null && existedSince > at) {
    throw new AppError('INVALID_INPUT', { reason: 'existedSince: not in the future' });
  }
  return {
    id: uuidV7(at),
    version: 1,
    status: FindingStatus.REPORTED,
    ...origin,
    title,
    description,
    objectType,
    objectId,
    existedSince,
    reportedAt: at,
    finderIds: origin.reporterId === null ? [] : [origin.reporterId],
    invitedIds,
    verifiedAt: null,
    mergedIntoId: null,
  };
}

/** Puts findings of one origin on record, in the transaction of whoever reports them. */
export async function addFindings(
  tx: Sql,
  commander: DutyCommander,
  contents: readonly FindingContent[],
  origin: FindingOrigin,
  { by, at }: { readonly by: readonly ActorRole[]; readonly at: Date },
): Promise<Record<string, unknown>[]> {
  const steps = contents.map((content) => ({
    action: DutyAction.REPORT,
    before: null,
    after: findingOf(content, origin, at),
    note: null,
  }));
  return saveSteps(tx, findingAggregate, steps, { ...commander, by, at });
}
