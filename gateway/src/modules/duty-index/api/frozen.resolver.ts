import { type Connection, cursorKey, cursorKeys, PageArgs, pageOf, pageRequest } from '@lianxin/subgraph-kit';
import { Args, Ctx, Directive, FieldResolver, Float, Resolver, Root } from 'type-graphql';
import { findPeriod } from '../commands/commands.sql.js';
import type { DutyRateKind } from '../core/index-policy.js';
import type { DutyIndexContext } from '../duty-index.context.js';
import { type CorrectionRow, correctionsSince } from '../read/lists.sql.js';
import { DutyIndex } from './duty-index.types.js';
import { pointsOf } from './duty-index.view.js';
import { IndexCorrection, IndexCorrectionConnection } from './frozen.types.js';
import { IndexPeriod } from './period.types.js';
import { periodView } from './period.view.js';
import { subjectOf } from './subject.types.js';

/** Corrections of one deputy's period are few; a total stops here. */
const countedCorrections = 10_000;

const isPosition = (value: string): boolean => /^\d{1,15}$/.test(value);

function correctionView(row: CorrectionRow): IndexCorrection {
  const { at_position: position, indicator, unit_type, unit_id, share, reason } = row;
  return Object.assign(new IndexCorrection(), {
    position,
    eventId: row.event_id,
    at: row.recorded_at,
    kind: indicator as DutyRateKind,
    numerator: row.numerator / share,
    denominator: row.denominator / share,
    reason,
    subject: subjectOf(unit_type, row.subject_id),
    key: [String(position), indicator, unit_type, unit_id],
  });
}

/** What publishing and freezing add to an index. */
@Resolver(() => DutyIndex)
export class FrozenIndexResolver {
  @FieldResolver(() => IndexPeriod, {
    nullable: true,
    description: 'The published period; null while it is open. Of a frozen one the index is the snapshot.',
  })
  async period(@Root() { source }: DutyIndex, @Ctx() { db }: DutyIndexContext): Promise<IndexPeriod | null> {
    const { period, policy } = source.standing;
    const [row] = await db.query(findPeriod, [policy.policy.policyId, period.kind, period.start]);
    return row ? periodView(row) : null;
  }

  @Directive('@cost(weight: 5)')
  @FieldResolver(() => Float, {
    nullable: true,
    description: 'The score with everything that came later; the same as `score` unless the index is a past one.',
  })
  async currentScore(@Root() { source }: DutyIndex, @Ctx() { loaders }: DutyIndexContext): Promise<number | null> {
    const { representativeId, period } = source.standing;
    const present = await loaders.standing(representativeId, { period, then: null });
    return pointsOf(present?.score.hundredths ?? null);
  }

  @FieldResolver(() => IndexCorrectionConnection, {
    description: 'What has changed behind the position of a past or frozen index, in the order of the log.',
  })
  async corrections(
    @Root() { source: { standing, then } }: DutyIndex,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() { db }: DutyIndexContext,
  ): Promise<Connection<IndexCorrection>> {
    const { first, after } = pageRequest(args, 4);
    const behind = cursorKeys(after, [isPosition, cursorKey.text, cursorKey.text, cursorKey.text], ['0', '', '', '']);
    const { representativeId, period } = standing;
    const place = [representativeId, period.start, period.end];
    const list = async (from: readonly string[], limit: number): Promise<IndexCorrection[]> =>
      then === null ? [] : (await db.query(correctionsSince, [...place, then, ...from, limit])).map(correctionView);
    const rows = await list(behind, first + 1);
    const total = async (): Promise<number> => (await list(['0', '', '', ''], countedCorrections)).length;
    return IndexCorrectionConnection.of(pageOf(rows, first, ({ key }) => key, total));
  }
}
