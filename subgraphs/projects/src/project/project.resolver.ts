import { type Connection, PageArgs, pageRequest } from '@lianxin/subgraph-kit';
import { Arg, Args, Ctx, ID, Int, Query, Resolver } from 'type-graphql';
import { regionCodeOf } from '../extensions/region-code.js';
import type { ProjectsContext } from '../projects.context.js';
import { LivelihoodProject } from './project.entity.js';
import { cursorValues } from './project.loaders.js';
import { maySeeProject, officeRegionOf } from './project.policy.js';
import { projectConnection } from './project-connection.js';
import { projectCount, projectPage } from './project.sql.js';
import { LivelihoodProjectConnection } from './project.types.js';

/** A project by its id, or null when there is none or it is not for these eyes. */
export async function visibleProject(
  id: string,
  { loaders, request }: ProjectsContext,
): Promise<LivelihoodProject | null> {
  const project = await loaders.projects.byId.load(id);
  return project && maySeeProject(officeRegionOf(request.principal), project) ? project : null;
}

/** Reads of livelihood projects (民生实事). */
@Resolver()
export class ProjectResolver {
  @Query(() => LivelihoodProject, {
    nullable: true,
    description: 'A project; null when there is none or you may not see it.',
  })
  livelihoodProject(
    @Arg('id', () => ID) id: string,
    @Ctx() context: ProjectsContext,
  ): Promise<LivelihoodProject | null> {
    return visibleProject(id, context);
  }

  @Query(() => LivelihoodProjectConnection, {
    description: 'Projects that you may see: the newest year first, then by region and number.',
  })
  async livelihoodProjects(
    @Arg('regionCode', () => ID, { nullable: true, description: 'Of this region and below; 6, 9 or 12 digits.' })
    regionCode: string | null | undefined,
    @Arg('year', () => Int, { nullable: true }) year: number | null | undefined,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() { db, request }: ProjectsContext,
  ): Promise<Connection<LivelihoodProject>> {
    const { first, after } = pageRequest(args, 3);
    const scope = [officeRegionOf(request.principal), year ?? null];
    const region = regionCode ? regionCodeOf(regionCode) : null;
    const rows = await db.query(projectPage, [...scope, ...cursorValues(after), first + 1, region]);
    return projectConnection(
      rows,
      first,
      async () => (await db.query(projectCount, [...scope, region]))[0]?.count ?? 0,
    );
  }
}
