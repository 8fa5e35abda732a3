import { refusalMessage, refusals, type RefusalCode, type RefusalReason, type Locale } from '@lianxin/errors';
import { resolveInterface } from './abstract-types.js';
import { Directive, Field, Int, InterfaceType, ObjectType, registerEnumType } from 'type-graphql';

/** The refusal codes as an enum object, so that the schema lists them. */
export const RefusalCodeEnum = Object.fromEntries(Object.keys(refusals).map((code) => [code, code])) as {
  readonly [Code in RefusalCode]: Code;
};

registerEnumType(RefusalCodeEnum, {
  name: 'RefusalCode',
  description: 'Why a command was declined. The list is closed; every code is explained in ERRORS.md.',
});

/** The kind of a refusal, for every abstract type that refusals belong to. */
export function refusalType(value: object): string {
  return 'currentVersion' in value ? 'VersionConflict' : 'CommandRefused';
}

/** What every refusal says. Implementations are named where they are used, so that no subgraph gains another one's. */
@InterfaceType('Refusal', {
  description: 'An expected refusal: the command was understood and declined; `message` says what to do next.',
  autoRegisterImplementations: false,
  resolveType: resolveInterface('Refusal', refusalType),
})
export abstract class Refusal {
  @Field(() => RefusalCodeEnum)
  code!: RefusalCode;

  @Field(() => String, { description: 'In the language of the request (Accept-Language zh or en).' })
  message!: string;
}

/** A command declined by a rule. */
@Directive('@shareable')
@ObjectType({ implements: Refusal, simpleResolvers: true, description: 'A command declined by a rule.' })
export class CommandRefused extends Refusal {}

/** A command that came with a version that is no longer the current one. */
@Directive('@shareable')
@ObjectType({
  implements: Refusal,
  simpleResolvers: true,
  description: 'Somebody else changed the record first: nothing was done. Load it again and decide anew.',
})
export class VersionConflict extends Refusal {
  @Field(() => Int, { description: 'The version the record has now.' })
  currentVersion!: number;
}

/** The answer that a refused command gives, in the language of the request. */
export function refusalOf(reason: RefusalReason, locale: Locale): CommandRefused | VersionConflict {
  const message = refusalMessage(reason, locale);
  if (reason.code === 'VERSION_CONFLICT') {
    const currentVersion = Number(reason.details?.['currentVersion'] ?? 0);
    return Object.assign(new VersionConflict(), { code: reason.code, message, currentVersion });
  }
  return Object.assign(new CommandRefused(), { code: reason.code, message });
}
