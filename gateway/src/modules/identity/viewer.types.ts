import { Role } from '@lianxin/subgraph-kit';
import { Directive, Field, ID, ObjectType, registerEnumType } from 'type-graphql';

registerEnumType(Role, {
  name: 'Role',
  description:
    'CONSTITUENT 群众 · REPRESENTATIVE 人大代表 · LIAISON_OFFICER 站点联络员 · UNIT_CLERK 承办单位经办人 · OFFICE_CLERK 代工委 · INSPECTOR 督查室 · ANALYST 分析员 · SYSTEM_ADMIN 系统管理员 · SECURITY_ADMIN 安全管理员 · AUDITOR 审计员 (三员分立: an account holds one of the last three at most).',
});

@Directive('@key(fields: "id", resolvable: false)')
@ObjectType('HandlingUnit', { simpleResolvers: true })
export class HandlingUnitStub {
  @Field(() => ID)
  id!: string;
}

@Directive('@key(fields: "id", resolvable: false)')
@ObjectType('Station', { simpleResolvers: true })
export class StationStub {
  @Field(() => ID)
  id!: string;
}

@Directive('@key(fields: "id", resolvable: false)')
@ObjectType('Representative', { simpleResolvers: true })
export class RepresentativeStub {
  @Field(() => ID)
  id!: string;
}

/** The signed-in account as it may see itself. */
@Directive('@key(fields: "id")')
@ObjectType({ simpleResolvers: true, description: 'The signed-in account (当前用户).' })
export class Viewer {
  @Field(() => ID, { description: 'Id of the account.' })
  id!: string;

  @Field(() => String, { description: 'The name that others read in a history.' })
  displayName!: string;

  @Field(() => [Role], {
    description: 'What the access token allows. It follows a change of grants with the next token.',
  })
  roles!: readonly Role[];

  @Field(() => HandlingUnitStub, { nullable: true, description: 'The unit of a UNIT_CLERK (承办单位).' })
  unit!: HandlingUnitStub | null;

  @Field(() => StationStub, { nullable: true, description: 'The station of a LIAISON_OFFICER (家站点).' })
  station!: StationStub | null;

  @Field(() => RepresentativeStub, { nullable: true, description: 'The deputy that a REPRESENTATIVE account is.' })
  representative!: RepresentativeStub | null;
}
