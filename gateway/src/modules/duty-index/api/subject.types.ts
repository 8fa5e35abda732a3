import { resolveInterface } from '@lianxin/subgraph-kit';
import { Directive, Field, ID, InterfaceType, ObjectType } from 'type-graphql';
import { UnitType } from '../core/contribution.js';

/** What an event of the index is about, as the graph knows it. */
@InterfaceType('DutySubject', {
  description: 'What is counted: a task, a finding or a rectification.',
  autoRegisterImplementations: false,
  resolveType: resolveInterface('DutySubject', (value) => (value as { typeName: string }).typeName),
})
export abstract class DutySubject {
  @Field(() => ID)
  id!: string;

  readonly typeName!: string;
}

@Directive('@key(fields: "id", resolvable: false)')
@ObjectType('DutyTask', { implements: DutySubject, simpleResolvers: true })
export class DutyTaskStub extends DutySubject {}

@Directive('@key(fields: "id", resolvable: false)')
@ObjectType('Finding', { implements: DutySubject, simpleResolvers: true })
export class FindingStub extends DutySubject {}

@Directive('@key(fields: "id", resolvable: false)')
@ObjectType('Rectification', { implements: DutySubject, simpleResolvers: true })
export class RectificationStub extends DutySubject {}

/** The entity that a counted unit is in the graph. An offer belongs to its task. */
export function subjectOf(unitType: string, id: string): DutySubject {
  if (unitType === UnitType.OFFER) return Object.assign(new DutyTaskStub(), { id, typeName: 'DutyTask' });
  if (unitType === UnitType.FINDING) return Object.assign(new FindingStub(), { id, typeName: 'Finding' });
  return Object.assign(new RectificationStub(), { id, typeName: 'Rectification' });
}
