import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A vote of a congress on its projects of a year (票决): more candidates than seats (差额). Only sums are kept. */
@Entity('ballot')
export class Ballot {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('text', { name: 'region_code' })
  regionCode!: string;

  @Column('date', { name: 'held_on' })
  heldOn!: string;

  /** All deputies of the congress, present or not: the majority is counted of them. */
  @Column('int', { name: 'deputy_count' })
  deputyCount!: number;

  @Column('int')
  seats!: number;

  @Column('int')
  candidates!: number;
}
