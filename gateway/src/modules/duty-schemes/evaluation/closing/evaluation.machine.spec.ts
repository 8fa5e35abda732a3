import { type Principal, Role } from '@lianxin/subgraph-kit';
import { apply } from '@lianxin/workflow';
import {
  type CorrectionInput,
  evaluationMachine,
  type EvaluationState,
  EvaluationStatus,
} from './evaluation.machine.js';

const region = '330700000000';
const now = new Date('2026-04-01T00:00:00+08:00');
const state = (status: EvaluationStatus, end = '2026-04-01'): EvaluationState => {
  return { status, version: status === EvaluationStatus.OPEN ? 0 : 1, regionCode: region, end };
};
const who = (role: Role, regionCode = region): Principal => {
  return { accountId: 'a', sessionId: 's', displayName: 'n', roles: [role], regionCode };
};
const correction: CorrectionInput = { reason: '漏记', hundredths: 100, before: 9_000, count: 0 };
const inputs = { CLOSE: { members: 1 }, CORRECT: correction } as const;
const office = who(Role.OFFICE_CLERK);

const codeOf = (outcome: ReturnType<typeof apply>): string => (outcome.ok ? outcome.to : outcome.reason.code);
const close = (of: EvaluationState, principal = office, input: object = inputs.CLOSE, at = now): string =>
  codeOf(apply(evaluationMachine, of, 'CLOSE', principal, { ...inputs.CLOSE, ...input }, at));
const correct = (of: EvaluationState, principal = office, input: Partial<CorrectionInput> = {}): string =>
  codeOf(apply(evaluationMachine, of, 'CORRECT', principal, { ...correction, ...input }, now));

describe('the life of an evaluation', () => {
  const all = Object.values(Role).flatMap((role) =>
    Object.values(EvaluationStatus).map((status) => ({ role, status })),
  );

  it.each(all)('lets $role do with one that is $status what is theirs', ({ role, status }) => {
    const isOffice = role === Role.OFFICE_CLERK;
    const [closes, corrects] =
      status === EvaluationStatus.OPEN ? ['CLOSED', 'NOT_IN_STATE'] : ['NOT_IN_STATE', 'CLOSED'];
    expect(close(state(status), who(role))).toBe(isOffice ? closes : 'ROLE_NOT_PERMITTED');
    expect(correct(state(status), who(role))).toBe(isOffice ? corrects : 'ROLE_NOT_PERMITTED');
  });

  it('belongs to the office of its region', () => {
    const elsewhere = who(Role.OFFICE_CLERK, '331000000000');
    expect(close(state(EvaluationStatus.OPEN), elsewhere)).toBe('ROLE_NOT_PERMITTED');
    expect(correct(state(EvaluationStatus.CLOSED), elsewhere)).toBe('ROLE_NOT_PERMITTED');
  });

  it('ends when its period is over in Asia/Shanghai, and somebody is in it', () => {
    const open = state(EvaluationStatus.OPEN);
    const before = new Date(now.getTime() - 1);
    expect(close(open, office, {}, before)).toBe('EVALUATION_NOT_ENDED');
    expect(close(open, office, { members: 0 })).toBe('GROUP_EMPTY');
  });

  it.each([
    [{ reason: '' }, 'REASON_REQUIRED'],
    [{ before: null }, 'SCORE_MISSING'],
    [{ hundredths: 1_001 }, 'CORRECTION_OUT_OF_RANGE'],
    [{ hundredths: 1_000 }, 'CLOSED'],
    [{ hundredths: -9_000 }, 'CLOSED'],
    [{ hundredths: -9_001 }, 'CORRECTION_OUT_OF_RANGE'],
    [{ count: 49 }, 'CLOSED'],
    [{ count: 50 }, 'CORRECTIONS_FULL'],
  ] as const)('takes a correction by its content: %j', (input, expected) => {
    expect(correct(state(EvaluationStatus.CLOSED), office, input)).toBe(expected);
  });
});
