import { connectionOf } from '@lianxin/subgraph-kit';
import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A delegation (代表团): the deputies of one congress whom one area elected. */
@Entity({ schema: 'representatives', name: 'delegation' })
@Directive('@key(fields: "id")')
@ObjectType('Delegation', {
  simpleResolvers: true,
  description: 'A delegation (代表团): the deputies of one congress whom one area elected.',
})
export class Delegation {
  @PrimaryColumn('uuid')
  @Field(() => ID)
  id!: string;

  @Column('text')
  @Field(() => String, { description: 'Its name, unique, e.g. 婺城代表团.' })
  name!: string;
}

export const DelegationConnection = connectionOf<Delegation>('Delegation', () => Delegation);
