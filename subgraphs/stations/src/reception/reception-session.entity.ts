import { connectionOf, DayScalar } from '@lianxin/subgraph-kit';
import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A reception (接待日): deputies receive people at a station, as its public notice (公告) says. */
@Entity({ schema: 'stations', name: 'reception_session' })
@Directive('@key(fields: "id")')
@ObjectType('ReceptionSession', {
  simpleResolvers: true,
  description: 'A reception (接待日) as its public notice says: day, time window, place, topic, deputies. RULEBOOK §3.',
})
export class ReceptionSession {
  @PrimaryColumn('uuid')
  @Field(() => ID)
  id!: string;

  @Column('uuid', { name: 'station_id' })
  stationId!: string;

  @Column('date')
  @Field(() => DayScalar, { description: 'Its day in Asia/Shanghai.' })
  day!: string;

  @Column('timestamptz', { name: 'starts_at' })
  @Field(() => Date, { description: 'When the window opens.' })
  startsAt!: Date;

  @Column('timestamptz', { name: 'ends_at' })
  @Field(() => Date, { description: 'When the window closes.' })
  endsAt!: Date;

  @Column('text')
  @Field(() => String)
  place!: string;

  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true, description: 'What it is about; null when it is open to any matter.' })
  topic!: string | null;

  @Column('uuid', { name: 'representative_ids', array: true })
  representativeIds!: string[];
}

export const ReceptionSessionConnection = connectionOf<ReceptionSession>('ReceptionSession', () => ReceptionSession);
