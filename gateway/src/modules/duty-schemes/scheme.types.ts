import { connectionOf, DayScalar, JsonScalar } from '@lianxin/subgraph-kit';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';

@ObjectType({ simpleResolvers: true, description: 'Rules of a scheme beside the index (计分方案), one version.' })
export class DutyScheme {
  @Field(() => ID, { description: 'Names the scheme through all versions.' })
  id!: string;

  @Field(() => String)
  name!: string;

  @Field(() => Int)
  version!: number;

  @Field(() => String, { description: 'SHA-256 of `document` as JSON with sorted names and no blanks, hexadecimal.' })
  hash!: string;

  @Field(() => DayScalar, { description: 'The first day of the month from which this version counts.' })
  effectiveFrom!: string;

  @Field(() => JsonScalar, { description: 'The whole of the rules.' })
  document!: object;
}

export const DutySchemeConnection = connectionOf<DutyScheme>('DutyScheme', () => DutyScheme);

/** A saved document as the API shows it. */
export function schemeView(
  document: { readonly schemeId: string; readonly name: string; readonly effectiveFrom: string },
  version: number,
  hash: string,
): DutyScheme {
  const { schemeId: id, name, effectiveFrom } = document;
  return Object.assign(new DutyScheme(), { id, name, version, hash, effectiveFrom, document });
}

@InputType()
export class SaveSchemeInput {
  @Field(() => String, { description: 'The same key never saves twice. Kept for 24 hours.' })
  idempotencyKey!: string;

  @Field(() => Int, { description: 'The newest version; 0 for a new scheme.' })
  expectedVersion!: number;

  @Field(() => JsonScalar, {
    description: 'The whole of the rules, as `document` shows them. A refusal names the fields that are wrong.',
  })
  document!: object;
}
