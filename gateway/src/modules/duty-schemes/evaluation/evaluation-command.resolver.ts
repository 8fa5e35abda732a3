import { Role } from '@lianxin/subgraph-kit';
import { Arg, Ctx, Directive, Mutation, Resolver } from 'type-graphql';
import { givenPeriod } from '../../duty-index/api/given-period.js';
import { type Answer, answerCommand } from '../../keyed-commands.js';
import type { DutySchemesContext } from '../duty-schemes.context.js';
import { DutySchemePayload, SaveSchemeResult } from '../scheme-result.types.js';
import { SaveSchemeInput } from '../scheme.types.js';
import { enrolEvaluated } from './enrol-evaluated.js';
import * as inputs from './evaluation.inputs.js';
import * as types from './evaluation.types.js';
import { evaluatedView, evaluationSchemeView, judgementView, talkView } from './evaluation.view.js';
import { judgeSubject } from './judge-subject.js';
import { recordTalk } from './record-talk.js';
import { saveEvaluationScheme } from './save-evaluation-scheme.js';
import { AdvisoryTalkPayload, RecordAdvisoryTalkResult } from './talk.types.js';

/** What is decided in an evaluation: one line each, the use case is in the file of its name. */
@Resolver()
export class EvaluationCommandResolver {
  @Directive('@authenticated')
  @Mutation(() => SaveSchemeResult, { description: '保存维度指标表. For the congress office.' })
  saveEvaluationScheme(
    @Arg('input', () => SaveSchemeInput) { document: scheme, ...rest }: SaveSchemeInput,
    @Ctx() context: DutySchemesContext,
  ): Answer<DutySchemePayload> {
    return answerCommand(
      context,
      [Role.OFFICE_CLERK],
      (principal) => saveEvaluationScheme(context, principal, { ...rest, scheme }),
      (row) => Object.assign(new DutySchemePayload(), { scheme: evaluationSchemeView(row) }),
    );
  }

  @Directive('@authenticated')
  @Mutation(() => types.EnrolEvaluatedResult, {
    description: '列入考评: puts somebody into a group of the office’s region. For the congress office.',
  })
  enrolEvaluated(
    @Arg('input', () => inputs.EnrolEvaluatedInput) input: inputs.EnrolEvaluatedInput,
    @Ctx() context: DutySchemesContext,
  ): Answer<types.EvaluatedPayload> {
    return answerCommand(
      context,
      [Role.OFFICE_CLERK],
      (principal) => enrolEvaluated(context, principal, input),
      (row) => Object.assign(new types.EvaluatedPayload(), { subject: evaluatedView(row) }),
    );
  }

  @Directive('@authenticated')
  @Mutation(() => types.JudgeSubjectResult, {
    description:
      '评分: inspectors of the region (INTERNAL), members of the group (PEER), its deputies (DEPUTY), its residents (PUBLIC).',
  })
  judgeSubject(
    @Arg('input', () => inputs.JudgeSubjectInput) input: inputs.JudgeSubjectInput,
    @Ctx() context: DutySchemesContext,
  ): Answer<types.JudgementPayload> {
    const given = { ...input, period: givenPeriod(input.period, context.clock) };
    return answerCommand(
      context,
      Object.values(Role),
      (principal) => judgeSubject(context, principal, given),
      (row) => Object.assign(new types.JudgementPayload(), { judgement: judgementView(row) }),
    );
  }

  @Directive('@authenticated')
  @Mutation(() => RecordAdvisoryTalkResult, {
    description:
      '约谈: records a talk that a score asks for. For the congress office. A stale score is answered with the new.',
  })
  recordAdvisoryTalk(
    @Arg('input', () => inputs.RecordAdvisoryTalkInput) input: inputs.RecordAdvisoryTalkInput,
    @Ctx() context: DutySchemesContext,
  ): Answer<AdvisoryTalkPayload> {
    const given = { ...input, period: givenPeriod(input.period, context.clock) };
    return answerCommand(
      context,
      [Role.OFFICE_CLERK],
      (principal) => recordTalk(context, principal, given),
      (row) => Object.assign(new AdvisoryTalkPayload(), { talk: talkView(row) }),
    );
  }
}
