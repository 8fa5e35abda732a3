import { Column, Entity, PrimaryColumn } from 'typeorm';

/**
 * Who sits where (值班表): one deputy at one station for a time. The roster is the one truth for both directions,
 * `Station.representatives` and `Representative.stations`.
 */
@Entity({ schema: 'stations', name: 'roster_slot' })
export class RosterSlot {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'station_id' })
  stationId!: string;

  /** The deputy, owned by the subgraph of representatives; no foreign key reaches there. */
  @Column('uuid', { name: 'representative_id' })
  representativeId!: string;

  /** First day, in Asia/Shanghai. */
  @Column('date', { name: 'from_date' })
  from!: string;

  /** Last day; null until further notice. */
  @Column('date', { name: 'to_date', nullable: true })
  to!: string | null;

  @Column('int')
  version!: number;
}
