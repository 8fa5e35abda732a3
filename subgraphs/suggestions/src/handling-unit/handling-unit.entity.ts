import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { UnitLevel } from './unit-level.js';

/** A unit that handles what people ask for (承办单位): a bureau of a city or a county, a town or a subdistrict. */
@Directive('@key(fields: "id")')
@ObjectType('HandlingUnit', {
  simpleResolvers: true,
  description:
    'A unit that handles suggestions and proposals (承办单位). Public: anybody may read the directory of units.',
})
@Entity('handling_unit')
export class HandlingUnit {
  @Field(() => ID)
  @PrimaryColumn('uuid')
  id!: string;

  @Field(() => String, { description: 'Short code of the unit, unique in the installation; the order of lists.' })
  @Column('text', { unique: true })
  code!: string;

  @Field(() => String, { description: 'Full name (全称).' })
  @Column('text')
  name!: string;

  @Field(() => String, { nullable: true, description: 'Short name (简称), null when there is none.' })
  @Column('text', { name: 'short_name', nullable: true })
  shortName!: string | null;

  @Field(() => UnitLevel)
  @Column('text')
  level!: UnitLevel;

  @Column('text', { name: 'region_code' })
  regionCode!: string;

  /** Region codes from the province down to the unit's own region. */
  @Column('text', { name: 'region_path', array: true })
  regionPath!: string[];

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;
}
