import { Field, ObjectType } from 'type-graphql';

@ObjectType({
  simpleResolvers: true,
  description: 'Who raised it (反映人), always masked. Null where you may not know even that.',
})
export class Constituent {
  @Field(() => String, { description: 'Surname and a star (张*), or 匿名.' })
  displayName!: string;

  @Field(() => String, { nullable: true, description: 'e.g. 138****1234; null when none was left.' })
  phoneMasked!: string | null;

  readonly id!: string;
}

/** What is shown of somebody who stayed anonymous. */
export const anonymousConstituent: Constituent = { id: '', displayName: '匿名', phoneMasked: null };
