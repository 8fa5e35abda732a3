import { Directive, Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Level of the congress that a deputy belongs to (层级). */
export enum CongressLevel {
  NATIONAL = 'NATIONAL',
  PROVINCE = 'PROVINCE',
  CITY = 'CITY',
  COUNTY = 'COUNTY',
  TOWN = 'TOWN',
}

registerEnumType(CongressLevel, {
  name: 'CongressLevel',
  description: 'Level of a people’s congress: 全国, 省, 设区的市, 县, 乡镇.',
});

/** Columns of a deputy's row. */
@Entity({ schema: 'representatives', name: 'representative' })
export class RepresentativeRow {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('text')
  code!: string;

  @Column('text')
  name!: string;

  @Column('boolean', { name: 'is_party_member' })
  isPartyMember!: boolean;

  @Column('uuid', { name: 'delegation_id' })
  delegationId!: string;

  @Column('text', { name: 'congress_level' })
  congressLevel!: CongressLevel;

  @Column('text', { name: 'region_code' })
  regionCode!: string;

  @Column('text', { name: 'region_path', array: true })
  regionPath!: string[];

  @Column('timestamptz', { name: 'registered_at' })
  registeredAt!: Date;
}

/** A deputy to a people's congress (人大代表), as the graph shows one. Telephone and identity numbers are not kept. */
@Directive('@key(fields: "id")')
@ObjectType('Representative', {
  simpleResolvers: true,
  description:
    'A deputy to a people’s congress (人大代表). Names and mandates are public (代表法2025 art. 58); telephone and identity numbers are not kept.',
})
export class Representative {
  @Field(() => ID)
  id!: string;

  @Field(() => String, { description: 'Number in the register of deputies, unique.' })
  code!: string;

  @Field(() => String)
  name!: string;

  @Field(() => Boolean, { description: 'Whether the deputy is a member of the Party (党员代表).' })
  isPartyMember!: boolean;

  @Field(() => String, { description: 'Name of the delegation (代表团).' })
  delegation!: string;

  @Field(() => CongressLevel)
  congressLevel!: CongressLevel;

  delegationId!: string;

  regionCode!: string;

  regionPath!: readonly string[];
}
