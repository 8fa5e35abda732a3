import { z } from 'zod';
import { defineEvent } from '../define-event.js';
import { date, id } from './fields.js';
import { toldAtOnce } from './index.events.js';

/**
 * 考评封账与更正: the evaluation of a group in a period was closed, or a figure of it corrected beside the snapshot.
 * Aggregate `evaluation`. `hash` is that of the snapshot. Nobody's figures and nobody's words are in it.
 */
export const evaluationChanged = defineEvent({
  type: 'evaluation.changed',
  version: 1,
  schema: z.object({
    evaluationId: id,
    schemeId: id,
    schemeVersion: z.int().min(1),
    groupCode: id,
    regionCode: id,
    kind: z.enum(['MONTH', 'QUARTER', 'YEAR', 'TERM']),
    start: date,
    /** The day after the last. */
    end: date,
    action: z.enum(['CLOSE', 'CORRECT']),
    hash: z.string().min(1),
  }),
});

/**
 * 考评封账告知: people who are to be told that the evaluation of their group was closed: deputies, and accounts of people who
 * are none. As many events as it takes, each person in one of them. Aggregate `evaluation_page`; `aggregateVersion` is that
 * of the evaluation. Nobody's figures are in it.
 */
export const evaluationTold = defineEvent({
  type: 'evaluation.told',
  version: 1,
  schema: z.object({
    evaluationId: id,
    kind: z.enum(['MONTH', 'QUARTER', 'YEAR', 'TERM']),
    start: date,
    hash: z.string().min(1),
    subjectIds: z.array(id).min(1).max(toldAtOnce),
  }),
});
