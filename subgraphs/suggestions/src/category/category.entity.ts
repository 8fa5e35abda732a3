import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A category of what people ask for (诉求分类), in a tree of up to three levels. */
@Directive('@key(fields: "code")')
@ObjectType('Category', {
  simpleResolvers: true,
  description: 'A category of suggestions and proposals (分类), in a tree of up to three levels. Public.',
})
@Entity('category')
export class Category {
  @Field(() => ID, { description: 'Unique in the installation; the order of lists.' })
  @PrimaryColumn('text')
  code!: string;

  @Field(() => String)
  @Column('text')
  name!: string;

  @Field(() => Int, { description: '1 (一级分类) to 3 (三级分类).' })
  @Column('int')
  level!: number;

  @Column('text', { name: 'parent_code', nullable: true })
  parentCode!: string | null;

  /** Codes from the top of the tree down to the category's own. */
  @Column('text', { name: 'path', array: true })
  pathCodes!: string[];

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;
}
