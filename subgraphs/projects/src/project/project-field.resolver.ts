import { businessDate } from '@lianxin/calendar';
import { Ctx, Directive, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { HandlingUnitExtension } from '../extensions/handling-unit-extension.types.js';
import { RegionExtension } from '../extensions/region-extension.types.js';
import { RepresentativeExtension } from '../extensions/representative-extension.types.js';
import { Light } from '../light/light.enums.js';
import { plannedPercentOn, progressLight } from '../light/progress-light.js';
import { Milestone } from '../milestone/milestone.entity.js';
import type { ProjectsContext } from '../projects.context.js';
import { LivelihoodProject } from './project.entity.js';
import { isUnderPlan } from './project.policy.js';
import { Acceptance, type BallotResult, ProjectBallot, TaskForce } from './project.types.js';
import { SatisfactionVote } from './satisfaction-vote.entity.js';

function ballotResultOf({ forCount, againstCount, abstainCount, adopted }: LivelihoodProject): BallotResult | null {
  if (forCount === null || againstCount === null || abstainCount === null || adopted === null) return null;
  return { forCount, againstCount, abstainCount, adopted };
}

/** Fields of a project that are computed or lead elsewhere. */
@Resolver(() => LivelihoodProject)
export class ProjectFieldResolver {
  @FieldResolver(() => Int, {
    description: 'What the plan asks for today (序时进度), 0 to 100; the day is counted in Asia/Shanghai.',
  })
  plannedPercent(@Root() project: LivelihoodProject, @Ctx() { clock }: ProjectsContext): number {
    return plannedPercentOn(project.plannedProgress, businessDate(clock.now()));
  }

  @FieldResolver(() => Light, {
    nullable: true,
    description:
      'By percentage points behind the plan: usually from 10 on YELLOW, above 30 RED. Null while there is no plan.',
  })
  async light(@Root() project: LivelihoodProject, @Ctx() { clock, loaders }: ProjectsContext): Promise<Light | null> {
    if (!isUnderPlan(project.status)) return null;
    const { plannedProgress, actualPercent } = project;
    const plannedPercent = plannedPercentOn(plannedProgress, businessDate(clock.now()));
    return progressLight({ plannedPercent, actualPercent }, await loaders.lightPolicy());
  }

  @FieldResolver(() => RegionExtension, { description: 'The region whose congress votes on it.' })
  region(@Root() { regionCode }: LivelihoodProject): RegionExtension {
    return { code: regionCode };
  }

  @FieldResolver(() => HandlingUnitExtension, {
    nullable: true,
    description: 'The unit that carries it out (牵头单位).',
  })
  leadUnit(@Root() { leadUnitId }: LivelihoodProject): HandlingUnitExtension | null {
    return leadUnitId === null ? null : { id: leadUnitId };
  }

  @FieldResolver(() => RepresentativeExtension, {
    nullable: true,
    description: 'The deputy who took the lead (领办代表).',
  })
  leadMember(@Root() { leadMemberId }: LivelihoodProject): RepresentativeExtension | null {
    return leadMemberId === null ? null : { id: leadMemberId };
  }

  @FieldResolver(() => TaskForce, { nullable: true })
  taskForce(@Root() { taskForceName, taskForceMemberIds }: LivelihoodProject): TaskForce | null {
    return taskForceName === null ? null : { name: taskForceName, members: taskForceMemberIds.map((id) => ({ id })) };
  }

  @Directive('@listSize(assumedSize: 6)')
  @FieldResolver(() => [Milestone], { description: 'In the order of the plan.' })
  milestones(@Root() { id }: LivelihoodProject, @Ctx() { loaders }: ProjectsContext): Promise<Milestone[]> {
    return loaders.milestones.ofProject.load(id);
  }

  @FieldResolver(() => ProjectBallot, { nullable: true, description: 'Null for a project that no vote is held on.' })
  async ballot(@Root() project: LivelihoodProject, @Ctx() { loaders }: ProjectsContext): Promise<ProjectBallot | null> {
    const ballot = project.ballotId === null ? null : await loaders.projects.ballot.load(project.ballotId);
    return ballot && { ...ballot, result: ballotResultOf(project) };
  }

  @FieldResolver(() => SatisfactionVote, { nullable: true, description: 'Null before the first vote on satisfaction.' })
  satisfaction(
    @Root() { id }: LivelihoodProject,
    @Ctx() { loaders }: ProjectsContext,
  ): Promise<SatisfactionVote | null> {
    return loaders.projects.satisfaction.load(id);
  }

  @FieldResolver(() => Acceptance, { nullable: true, description: 'Null until it is accepted.' })
  acceptance(@Root() { acceptedOn, acceptedBy, acceptanceConclusion }: LivelihoodProject): Acceptance | null {
    if (acceptedOn === null || acceptedBy === null) return null;
    return { acceptedOn, acceptedBy, conclusion: acceptanceConclusion };
  }
}
