import { CommandRefused, refusalType, unionOf, VersionConflict } from '@lianxin/subgraph-kit';
import { Field, ObjectType } from 'type-graphql';
import { DutyScheme } from './scheme.types.js';

/** Tells a payload with a field from the refusals of its union. */
export const typeOf =
  (field: string, payload: string) =>
  (value: object): string =>
    field in value ? payload : refusalType(value);

@ObjectType({ simpleResolvers: true })
export class DutySchemePayload {
  @Field(() => DutyScheme)
  scheme!: DutyScheme;
}

export const SaveSchemeResult = unionOf(
  'SaveSchemeResult',
  () => [DutySchemePayload, CommandRefused, VersionConflict] as const,
  typeOf('scheme', 'DutySchemePayload'),
);
