import { type Connection, PageArgs, pageRequest } from '@lianxin/subgraph-kit';
import { Args, ArgsType, Ctx, Field, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { HandlingUnitExtension } from '../extensions/handling-unit-extension.types.js';
import { RegionExtension } from '../extensions/region-extension.types.js';
import { RepresentativeExtension } from '../extensions/representative-extension.types.js';
import type { ProjectsContext } from '../projects.context.js';
import { projectConnection } from './project-connection.js';
import type { LivelihoodProject } from './project.entity.js';
import type { ProjectParent } from './project.sql.js';
import { LivelihoodProjectConnection } from './project.types.js';

/** Which projects of somebody or of some place. */
@ArgsType()
export class ProjectListArgs extends PageArgs {
  @Field(() => Int, { nullable: true, description: 'Only those of this year.' })
  year?: number | null;
}

async function projectsUnder(
  parent: ProjectParent,
  key: string,
  args: ProjectListArgs,
  { loaders }: ProjectsContext,
): Promise<Connection<LivelihoodProject>> {
  const { first, after } = pageRequest(args, 3);
  const year = args.year ?? null;
  const { page, count } = loaders.projects.of[parent];
  return projectConnection(
    await page(key, { first, after, year }),
    first,
    async () => (await count(key, year))?.count ?? 0,
  );
}

/** What this subgraph adds to a region. */
@Resolver(() => RegionExtension)
export class RegionProjectsResolver {
  @FieldResolver(() => LivelihoodProjectConnection, {
    description: 'Livelihood projects of the region and of those below it, newest year first.',
  })
  projects(
    @Root() { code }: RegionExtension,
    @Args(() => ProjectListArgs) args: ProjectListArgs,
    @Ctx() context: ProjectsContext,
  ): Promise<Connection<LivelihoodProject>> {
    return projectsUnder('region', code, args, context);
  }
}

/** What this subgraph adds to a deputy. */
@Resolver(() => RepresentativeExtension)
export class RepresentativeProjectsResolver {
  @FieldResolver(() => LivelihoodProjectConnection, {
    description: 'Livelihood projects that the deputy leads or is in the task force of, newest year first.',
  })
  projects(
    @Root() { id }: RepresentativeExtension,
    @Args(() => ProjectListArgs) args: ProjectListArgs,
    @Ctx() context: ProjectsContext,
  ): Promise<Connection<LivelihoodProject>> {
    return projectsUnder('representative', id, args, context);
  }
}

/** What this subgraph adds to a handling unit. */
@Resolver(() => HandlingUnitExtension)
export class HandlingUnitProjectsResolver {
  @FieldResolver(() => LivelihoodProjectConnection, {
    description: 'Livelihood projects that the unit carries out, newest year first.',
  })
  projects(
    @Root() { id }: HandlingUnitExtension,
    @Args(() => ProjectListArgs) args: ProjectListArgs,
    @Ctx() context: ProjectsContext,
  ): Promise<Connection<LivelihoodProject>> {
    return projectsUnder('unit', id, args, context);
  }
}
