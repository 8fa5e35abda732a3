import { Directive, Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Tier of a station: 中心 HUB, 家 HOME, 站 STATION, 点 POINT. Places name them differently; `localName` keeps their word. */
export enum StationTier {
  HUB = 'HUB',
  HOME = 'HOME',
  STATION = 'STATION',
  POINT = 'POINT',
}

/** Kind of a station: 固定, 流动, 议事厅(论坛), 网上, 行业/产业. */
export enum StationKind {
  FIXED = 'FIXED',
  MOBILE = 'MOBILE',
  FORUM = 'FORUM',
  ONLINE = 'ONLINE',
  INDUSTRY = 'INDUSTRY',
}

registerEnumType(StationTier, {
  name: 'StationTier',
  description: 'Tier of a liaison station: 中心 HUB, 家 HOME, 站 STATION, 点 POINT (RULEBOOK §3).',
});
registerEnumType(StationKind, {
  name: 'StationKind',
  description: 'Kind of a liaison station: 固定, 流动, 议事厅, 网上, 行业 (RULEBOOK §3).',
});

/** A liaison station (人大代表联络站, 家站点). */
@Entity({ schema: 'stations', name: 'station' })
@Directive('@key(fields: "id")')
@ObjectType('Station', {
  simpleResolvers: true,
  description:
    'A liaison station (家站点) where people meet their deputies. 代表法 and 地方组织法2022 art. 60; RULEBOOK §3.',
})
export class Station {
  @PrimaryColumn('uuid')
  @Field(() => ID)
  id!: string;

  @Column('text')
  @Field(() => String, { description: 'Number in the directory, unique. Not the station code (站码) on the wall.' })
  code!: string;

  @Column('text')
  @Field(() => String)
  name!: string;

  @Column('text', { name: 'local_name', nullable: true })
  @Field(() => String, {
    nullable: true,
    description: 'What the place itself calls this sort of station, e.g. 代表联络站.',
  })
  localName!: string | null;

  @Column('text')
  @Field(() => StationTier)
  tier!: StationTier;

  @Column('text')
  @Field(() => StationKind)
  kind!: StationKind;

  @Column('text', { name: 'region_code' })
  regionCode!: string;

  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true, description: 'Where it is, as people would ask for it.' })
  address!: string | null;

  @Column('text', { name: 'reception_note', nullable: true })
  @Field(() => String, { nullable: true, description: 'When people are received, in words, e.g. 每周一 9:00–11:00.' })
  receptionNote!: string | null;

  @Column('timestamptz', { name: 'registered_at' })
  @Field(() => Date, { description: 'When it entered the directory.' })
  registeredAt!: Date;
}
