import { Role } from '@lianxin/subgraph-kit';
import { Arg, Ctx, Directive, Mutation, Resolver } from 'type-graphql';
import { type Answer, answerCommand } from '../../keyed-commands.js';
import type { DutySchemesContext } from '../duty-schemes.context.js';
import { DutySchemePayload, SaveSchemeResult } from '../scheme-result.types.js';
import { SaveSchemeInput } from '../scheme.types.js';
import { claimPoints, decideClaim } from './claim-points.js';
import { correctPoints } from './correct-points.js';
import * as inputs from './points.inputs.js';
import * as types from './points.types.js';
import { claimView, entryView, pointsSchemeView } from './points.view.js';
import { savePointsScheme } from './save-points-scheme.js';

/** What is decided about points: one line each, the use case is in the file of its name. */
@Resolver()
export class PointsCommandResolver {
  @Directive('@authenticated')
  @Mutation(() => SaveSchemeResult, { description: '保存工分规则. For the congress office.' })
  savePointsScheme(
    @Arg('input', () => SaveSchemeInput) { document: scheme, ...rest }: SaveSchemeInput,
    @Ctx() context: DutySchemesContext,
  ): Answer<DutySchemePayload> {
    return answerCommand(
      context,
      [Role.OFFICE_CLERK],
      (principal) => savePointsScheme(context, principal, { ...rest, scheme }),
      (row) => Object.assign(new DutySchemePayload(), { scheme: pointsSchemeView(row) }),
    );
  }

  @Directive('@authenticated')
  @Mutation(() => types.ClaimPointsResult, { description: '申报工分: a deputy claims points for what no event knows.' })
  claimPoints(
    @Arg('input', () => inputs.ClaimPointsInput) input: inputs.ClaimPointsInput,
    @Ctx() context: DutySchemesContext,
  ): Answer<types.PointsClaimPayload> {
    return answerCommand(
      context,
      [Role.REPRESENTATIVE],
      (principal) => claimPoints(context, principal, input),
      (row) => Object.assign(new types.PointsClaimPayload(), { claim: claimView(row) }),
    );
  }

  @Directive('@authenticated')
  @Mutation(() => types.DecidePointsClaimResult, { description: '审核工分. For the office of the deputy’s region.' })
  decidePointsClaim(
    @Arg('input', () => inputs.DecidePointsClaimInput) input: inputs.DecidePointsClaimInput,
    @Ctx() context: DutySchemesContext,
  ): Answer<types.PointsClaimPayload> {
    return answerCommand(
      context,
      [Role.OFFICE_CLERK],
      (principal) => decideClaim(context, principal, input),
      (row) => Object.assign(new types.PointsClaimPayload(), { claim: claimView(row) }),
    );
  }

  @Directive('@authenticated')
  @Mutation(() => types.CorrectPointsResult, {
    description: '更正工分: adds an entry that corrects another one. For the office of the deputy’s region.',
  })
  correctPoints(
    @Arg('input', () => inputs.CorrectPointsInput) input: inputs.CorrectPointsInput,
    @Ctx() context: DutySchemesContext,
  ): Answer<types.PointsEntryPayload> {
    return answerCommand(
      context,
      [Role.OFFICE_CLERK],
      (principal) => correctPoints(context, principal, input),
      (row) => Object.assign(new types.PointsEntryPayload(), { entry: entryView(row) }),
    );
  }
}
