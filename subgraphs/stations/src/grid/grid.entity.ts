import { connectionOf } from '@lianxin/subgraph-kit';
import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A grid (网格): the small area of one grid worker inside a region. */
@Entity({ schema: 'stations', name: 'grid' })
@Directive('@key(fields: "id")')
@ObjectType('Grid', { simpleResolvers: true, description: 'A grid (网格), a small area inside a region.' })
export class Grid {
  @PrimaryColumn('uuid')
  @Field(() => ID)
  id!: string;

  @Column('text')
  @Field(() => String)
  name!: string;

  @Column('text', { name: 'region_code' })
  regionCode!: string;
}

export const GridConnection = connectionOf<Grid>('Grid', () => Grid);
