import { z } from 'zod';
import { defineEvent } from '../define-event.js';
import { id, regionCode } from './fields.js';
import { ProposalStatus } from './proposal-vocabulary.js';

/*
 * Each of these carries the whole state of the proposal, and `aggregateVersion` grows by one a step, so that a reader keeps
 * the highest version it has seen. No words of anybody, only codes and ids. Instants are ISO 8601 in UTC.
 */

const instant = z.iso.datetime();

/** A deputy who co-signs (联名、附议), and when they confirmed that the content is their own will; null while they have not. */
const coSigner = z.object({ representativeId: id, confirmedAt: instant.nullable() });

/** 代表建议入库: a proposal is known. What is optional was left out by those who wrote before there was an archive. */
export const proposalRegistered = defineEvent({
  type: 'proposal.registered',
  version: 1,
  schema: z.object({
    id,
    /** 立案编号; null before it is filed. */
    number: z.string().min(1).nullable(),
    status: z.enum(ProposalStatus),
    regionCode,
    leadProposerId: id,
    leadUnitId: id.nullable(),
    coSigners: z.array(coSigner).max(1_000).optional(),
    submittedAt: instant.nullable().optional(),
  }),
});

/** 代表建议变更: a proposal went on, was withdrawn, or what was on record of it was corrected. Aggregate `proposal`. */
export const proposalChanged = defineEvent({
  type: 'proposal.changed',
  version: 1,
  schema: z.object({
    proposalId: id,
    number: z.string().min(1).nullable(),
    status: z.enum(ProposalStatus),
    regionCode,
    leadProposerId: id,
    leadUnitId: id.nullable(),
    coSigners: z.array(coSigner).max(1_000),
    /** 提交时间; null for a draft. */
    submittedAt: instant.nullable(),
  }),
});
