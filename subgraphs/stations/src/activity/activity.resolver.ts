import {
  type Connection,
  cursorKey,
  cursorKeys,
  isUuid,
  lastId,
  PageArgs,
  pageOf,
  pageRequest,
  type ReferenceResolver,
} from '@lianxin/subgraph-kit';
import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { Station } from '../station/station.entity.js';
import type { StationsContext } from '../stations-context.js';
import { Activity, ActivityConnection } from './activity.entity.js';
import { mayReadRecord, maySeeActivity, requireActivities } from './activity.policy.js';

const beforeFirst = ['infinity', lastId];

@Resolver(() => Station)
export class StationActivityResolver {
  @FieldResolver(() => ActivityConnection, { description: 'The ledger of the station (三账合一), latest first.' })
  async activities(
    @Root() station: Station,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() { loaders, request }: StationsContext,
  ): Promise<Connection<Activity>> {
    requireActivities(request.principal);
    const { first, after } = pageRequest(args, 2);
    const behind = cursorKeys(after, [cursorKey.day, cursorKey.id], beforeFirst);
    const rows = await loaders.activitiesOfStation(station.id, { first, after: behind });
    const total = async (): Promise<number> => (await loaders.activityCountOfStation.load(station.id))?.count ?? 0;
    return ActivityConnection.of(pageOf<Activity>(rows, first, (activity) => [activity.heldOn, activity.id], total));
  }
}

@Resolver(() => Activity)
export class ActivityResolver {
  @FieldResolver(() => Station, { nullable: true })
  station(@Root() activity: Activity, @Ctx() { loaders, request }: StationsContext): Promise<Station | null> {
    requireActivities(request.principal);
    return loaders.station.load(activity.stationId);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description:
      'The written record. Null unless the caller is the station’s liaison officer, or works in the congress office, the inspection room or the audit of its region.',
  })
  async record(@Root() activity: Activity, @Ctx() { loaders, request }: StationsContext): Promise<string | null> {
    if (!request.principal) return null;
    const station = await loaders.station.load(activity.stationId);
    const region = station && (await loaders.region.load(station.regionCode));
    const place = { stationId: activity.stationId, regionPath: region?.path ?? [] };
    return mayReadRecord(request.principal, place) ? activity.writtenRecord : null;
  }
}

/** Answers `{ id }` with the activity, or null. */
export const activityReference: ReferenceResolver<StationsContext> = ({ id }, context) =>
  isUuid(id) && maySeeActivity(context.request.principal) ? context.loaders.activity.load(id) : null;
