import { connectionOf, DayScalar, JsonScalar } from '@lianxin/subgraph-kit';
import { Directive, Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { DutyRateKind, type PolicyVersion } from '../core/index-policy.js';

registerEnumType(DutyRateKind, {
  name: 'DutyRateKind',
  description: 'CLAIM 任务认领率 · DISCOVERY 问题发现率 · RECTIFICATION 整改落实率',
});

@ObjectType({ simpleResolvers: true, description: 'What a rate weighs in the index.' })
export class IndexWeight {
  @Field(() => DutyRateKind)
  kind!: DutyRateKind;

  @Field(() => Int, { description: 'Basis points; the weights of a policy add up to 10000.' })
  weightBp!: number;
}

@ObjectType({ simpleResolvers: true, description: 'The rules that an index is computed by (指数规则), one version.' })
export class DutyIndexPolicy {
  @Field(() => ID, { description: 'Names the policy through all versions, and its cohort.' })
  id!: string;

  @Field(() => String)
  name!: string;

  @Field(() => Int, { description: '0 for the rules that count where none were saved.' })
  version!: number;

  @Field(() => String, { description: 'SHA-256 of `document` as JSON with sorted names and no blanks, hexadecimal.' })
  hash!: string;

  @Field(() => DayScalar, { description: 'The first day of the month from which this version counts.' })
  effectiveFrom!: string;

  @Directive('@listSize(assumedSize: 3)')
  @Field(() => [IndexWeight])
  weights!: readonly IndexWeight[];

  @Field(() => JsonScalar, { description: 'The whole of the rules.' })
  document!: object;
}

export const DutyIndexPolicyConnection = connectionOf<DutyIndexPolicy>('DutyIndexPolicy', () => DutyIndexPolicy);

/** A version as the API shows it. */
export function policyView({ policy, version, hash }: PolicyVersion): DutyIndexPolicy {
  const { policyId: id, name, effectiveFrom, weights } = policy;
  return Object.assign(new DutyIndexPolicy(), { id, name, version, hash, effectiveFrom, weights, document: policy });
}
