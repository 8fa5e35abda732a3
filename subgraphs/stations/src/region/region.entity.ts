import { DayScalar } from '@lianxin/subgraph-kit';
import { Directive, Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Level of an administrative region (行政层级). */
export enum RegionLevel {
  PROVINCE = 'PROVINCE',
  CITY = 'CITY',
  COUNTY = 'COUNTY',
  TOWN = 'TOWN',
  VILLAGE = 'VILLAGE',
}

registerEnumType(RegionLevel, {
  name: 'RegionLevel',
  description: 'Level of an administrative region: 省, 市, 县(区、县级市), 乡镇街道, 村社区.',
});

/** An administrative region (行政区划). Old codes stay resolvable; they are no longer listed. */
@Entity({ schema: 'stations', name: 'region' })
@Directive('@key(fields: "code")')
@ObjectType('Region', { simpleResolvers: true, description: 'An administrative region (行政区划).' })
export class Region {
  @PrimaryColumn('text')
  @Field(() => ID, { description: '12 digits, e.g. 330700000000. Shorter official codes are padded with zeros.' })
  code!: string;

  @Column('text')
  @Field(() => String, { description: 'Official name, e.g. 金华市.' })
  name!: string;

  @Column('text')
  @Field(() => RegionLevel)
  level!: RegionLevel;

  @Column('text', { name: 'parent_code', nullable: true })
  parentCode!: string | null;

  @Column('text', { array: true })
  @Field(() => [ID], {
    description:
      'Codes from the topmost region down to this one. The hierarchy is registered, not read off the digits.',
  })
  path!: string[];

  @Column('date', { name: 'valid_from', nullable: true })
  @Field(() => DayScalar, { nullable: true, description: 'First day of validity; null when not recorded.' })
  validFrom!: string | null;

  @Column('date', { name: 'valid_to', nullable: true })
  @Field(() => DayScalar, { nullable: true, description: 'Last day of validity; null while the code is in force.' })
  validTo!: string | null;

  @Column('text')
  @Field(() => String, { description: 'Publication that the code and the name come from.' })
  source!: string;
}
