import {
  type Connection,
  cursorKey,
  cursorKeys,
  isUuid,
  PageArgs,
  pageOf,
  pageRequest,
  type ReferenceResolver,
} from '@lianxin/subgraph-kit';
import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { maySeeDirectory, requireDirectory } from '../directory.policy.js';
import { Station } from '../station/station.entity.js';
import { StationConnection } from '../station/station.types.js';
import type { StationsContext } from '../stations-context.js';
import { RepresentativeConnection, RepresentativeStub } from './representative.types.js';

const firstId = '00000000-0000-0000-0000-000000000000';

@Resolver(() => Station)
export class StationRosterResolver {
  @FieldResolver(() => RepresentativeConnection, {
    description:
      'Deputies on the roster (值班表) today, Asia/Shanghai. Ordered by id: the order in which they were registered.',
  })
  async representatives(
    @Root() station: Station,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() { loaders, request }: StationsContext,
  ): Promise<Connection<RepresentativeStub>> {
    requireDirectory(request.principal);
    const { first, after } = pageRequest(args, 1);
    const [behind = firstId] = cursorKeys(after, [cursorKey.id], [firstId]);
    const rows = await loaders.rosterOfStation(station.id, { first, after: behind });
    const total = async (): Promise<number> => (await loaders.rosterCountOfStation.load(station.id))?.count ?? 0;
    return RepresentativeConnection.of(pageOf<RepresentativeStub>(rows, first, (deputy) => [deputy.id], total));
  }
}

@Resolver(() => RepresentativeStub)
export class RepresentativeStationsResolver {
  @FieldResolver(() => StationConnection, {
    description: 'Stations at which the deputy is on the roster (值班表) today, Asia/Shanghai, by their number.',
  })
  async stations(
    @Root() deputy: RepresentativeStub,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() { loaders, request }: StationsContext,
  ): Promise<Connection<Station>> {
    requireDirectory(request.principal);
    const { first, after } = pageRequest(args, 1);
    const [behind = ''] = cursorKeys(after, [cursorKey.text], ['']);
    const rows = await loaders.stationsOfRepresentative(deputy.id, { first, after: behind });
    const total = async (): Promise<number> => (await loaders.stationCountOfRepresentative.load(deputy.id))?.count ?? 0;
    return StationConnection.of(pageOf<Station>(rows, first, (station) => [station.code], total));
  }
}

/** Answers `{ id }` with itself: whether the deputy exists is for the subgraph of representatives to say. */
export const representativeReference: ReferenceResolver<StationsContext> = ({ id }, context) =>
  isUuid(id) && maySeeDirectory(context.request.principal) ? { id } : null;
