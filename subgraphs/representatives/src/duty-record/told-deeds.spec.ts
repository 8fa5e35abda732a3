import { randomUUID } from 'node:crypto';
import { ProposalStatus } from '@lianxin/events';
import { deedsOfFollowUps, deedsOfProposal, deedsOfReception } from './told-deeds.js';

const [lead, first, second] = [randomUUID(), randomUUID(), randomUUID()];
/** 01:00 on 2 March in Shanghai. */
const submittedAt = '2026-03-01T17:00:00.000Z';
const toldAt = new Date('2026-04-01T01:00:00Z');
const signed = (representativeId: string, confirmedAt: string | null = submittedAt) => ({
  representativeId,
  confirmedAt,
});

describe('deeds of a proposal', () => {
  const deeds = (status: ProposalStatus, change: object = {}) =>
    deedsOfProposal({ status, leadProposerId: lead, coSigners: [signed(first)], submittedAt, ...change }, toldAt);

  it('are those of the deputy who leads it and of those who co-sign it, on the day of the submission', () => {
    expect(deeds(ProposalStatus.FILED)).toEqual([
      { representativeId: lead, kind: 'PROPOSAL', day: '2026-03-02', part: 'LEAD' },
      { representativeId: first, kind: 'PROPOSAL', day: '2026-03-02', part: 'CO_SIGNER' },
    ]);
  });

  it('leave out who has not confirmed it, and count nobody twice', () => {
    const coSigners = [signed(lead.toUpperCase()), signed(first), signed(first), signed(second, null), signed('x')];
    expect(deeds(ProposalStatus.CLOSED, { coSigners }).map(({ representativeId }) => representativeId)).toEqual([
      lead,
      first,
    ]);
  });

  it.each([
    ['DRAFT', 0],
    ['COSIGNING', 0],
    ['SUBMITTED', 0],
    ['UNDER_REVIEW', 0],
    ['RETURNED_FOR_EDIT', 0],
    ['NOT_ACCEPTED', 0],
    ['WITHDRAWN', 0],
    ['FILED', 2],
    ['RETURN_PENDING', 2],
    ['REWORK', 2],
    ['ARCHIVED', 2],
  ] as const)('%s: %i', (status, count) => expect(deeds(ProposalStatus[status])).toHaveLength(count));

  it('are told by old events too, which know neither co-signers nor the submission', () => {
    expect(deeds(ProposalStatus.FILED, { coSigners: undefined, submittedAt: undefined })).toEqual([
      { representativeId: lead, kind: 'PROPOSAL', day: '2026-04-01', part: 'LEAD' },
    ]);
  });
});

it('takes one follow-up check of a deputy a day', () => {
  const at = (time: string, representativeId: string = first) => ({ representativeId, at: time });
  const looks = [
    at('2026-03-02T01:00:00Z'),
    at('2026-03-02T09:00:00Z', first.toUpperCase()),
    at('2026-03-02T17:00:00Z'),
    at('2026-03-02T01:00:00Z', second),
    at('2026-03-02T01:00:00Z', 'x'),
  ];
  expect(deedsOfFollowUps(looks)).toEqual([
    { representativeId: first, kind: 'FOLLOW_UP', day: '2026-03-02', key: '2026-03-02' },
    { representativeId: first, kind: 'FOLLOW_UP', day: '2026-03-03', key: '2026-03-03' },
    { representativeId: second, kind: 'FOLLOW_UP', day: '2026-03-02', key: '2026-03-02' },
  ]);
});

it('takes each deputy whom a notice names once, on its day in Shanghai', () => {
  expect(deedsOfReception([first, first.toUpperCase(), 'x'], '2026-03-01T16:00:00Z')).toEqual([
    { representativeId: first, kind: 'RECEPTION', day: '2026-03-02' },
  ]);
});
