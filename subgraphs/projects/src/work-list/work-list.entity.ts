import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A list of matters to be worked off (清单): each is entered, supervised and struck off. */
@Directive('@key(fields: "id")')
@ObjectType('WorkList', {
  simpleResolvers: true,
  description:
    'A list of matters to be worked off (清单, 立项—督办—销号). A published one is public; others are for the congress office and the inspection room of the region.',
})
@Entity('work_list')
export class WorkList {
  @Field(() => ID)
  @PrimaryColumn('uuid')
  id!: string;

  @Field(() => String, { description: 'Unique in the installation; the order of lists.' })
  @Column('text', { unique: true })
  code!: string;

  @Field(() => String, {
    description: 'What kind of list (e.g. 监督事项, 决策部署, 履职清单); each place has its own kinds, so it is data.',
  })
  @Column('text')
  kind!: string;

  @Field(() => String)
  @Column('text')
  name!: string;

  @Column('text', { name: 'region_code' })
  regionCode!: string;

  /** Region codes from the province down to the list's own region. */
  @Column('text', { name: 'region_path', array: true })
  regionPath!: string[];

  @Field(() => Boolean, { description: 'Whether everybody may read it.' })
  @Column('boolean', { name: 'is_published' })
  isPublished!: boolean;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;
}
