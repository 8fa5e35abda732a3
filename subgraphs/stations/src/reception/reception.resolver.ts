import {
  type Connection,
  cursorKey,
  cursorKeys,
  DayScalar,
  isUuid,
  PageArgs,
  pageOf,
  pageRequest,
  type ReferenceResolver,
} from '@lianxin/subgraph-kit';
import { Arg, Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { maySeeDirectory, requireDirectory } from '../directory.policy.js';
import { RepresentativeStub } from '../roster/representative.types.js';
import { Station } from '../station/station.entity.js';
import type { StationsContext } from '../stations-context.js';
import { ReceptionSession, ReceptionSessionConnection } from './reception-session.entity.js';

const beforeFirst = ['-infinity', '00000000-0000-0000-0000-000000000000'];

@Resolver(() => Station)
export class StationReceptionResolver {
  @FieldResolver(() => ReceptionSessionConnection, { description: 'Receptions (接待日), soonest first.' })
  async receptionSessions(
    @Root() station: Station,
    @Args(() => PageArgs) args: PageArgs,
    @Arg('from', () => DayScalar, { nullable: true, description: 'First day, Asia/Shanghai.' }) from: string | null,
    @Arg('to', () => DayScalar, { nullable: true, description: 'Last day, Asia/Shanghai.' }) to: string | null,
    @Ctx() { loaders, request }: StationsContext,
  ): Promise<Connection<ReceptionSession>> {
    requireDirectory(request.principal);
    const { first, after } = pageRequest(args, 2);
    const days = { from: from ?? null, to: to ?? null };
    const behind = cursorKeys(after, [cursorKey.instant, cursorKey.id], beforeFirst);
    const rows = await loaders.receptionsOfStation(station.id, { first, after: behind, ...days });
    const total = async (): Promise<number> => (await loaders.receptionCountOfStation(station.id, days))?.count ?? 0;
    return ReceptionSessionConnection.of(
      pageOf<ReceptionSession>(rows, first, (e) => [e.startsAt.toISOString(), e.id], total),
    );
  }
}

@Resolver(() => ReceptionSession)
export class ReceptionSessionResolver {
  @FieldResolver(() => Station, { nullable: true })
  station(@Root() session: ReceptionSession, @Ctx() { loaders, request }: StationsContext): Promise<Station | null> {
    requireDirectory(request.principal);
    return loaders.station.load(session.stationId);
  }

  @FieldResolver(() => [RepresentativeStub], { description: 'The deputies whom the notice names, in its order.' })
  representatives(@Root() session: ReceptionSession): RepresentativeStub[] {
    return session.representativeIds.map((id) => ({ id }));
  }
}

/** Answers `{ id }` with the reception, or null. */
export const receptionReference: ReferenceResolver<StationsContext> = ({ id }, context) =>
  isUuid(id) && maySeeDirectory(context.request.principal) ? context.loaders.reception.load(id) : null;
