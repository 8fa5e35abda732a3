import { Arg, FieldResolver, Resolver } from 'type-graphql';
import { DutyIndex, PeriodInput, RepresentativeExtension } from './duty-index.types.js';

@Resolver(() => RepresentativeExtension)
export class DutyIndexResolver {
  @FieldResolver(() => DutyIndex, {
    nullable: true,
    description: 'The duty index (履职指数); the current month when no period is given. Null while it is not computed.',
  })
  dutyIndex(@Arg('period', () => PeriodInput, { nullable: true }) _period: PeriodInput | undefined): DutyIndex | null {
    return null;
  }
}
