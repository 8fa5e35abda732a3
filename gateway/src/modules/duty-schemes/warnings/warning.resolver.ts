import {
  type Connection,
  cursorKey,
  cursorKeys,
  PageArgs,
  pageOf,
  pageRequest,
  requireRole,
  Role,
} from '@lianxin/subgraph-kit';
import { Arg, Args, Ctx, Directive, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { type Answer, answerCommand } from '../../keyed-commands.js';
import type { DutySchemesContext } from '../duty-schemes.context.js';
import { overseers } from '../duty-schemes.policy.js';
import { DutySchemePayload, SaveSchemeResult } from '../scheme-result.types.js';
import { DutyScheme, DutySchemeConnection, SaveSchemeInput, schemeView } from '../scheme.types.js';
import { versionedPage } from '../versioned-list.js';
import { loadWarningRules, saveWarningRules } from './save-warning-rules.js';
import { warningRulesSchema } from './warning-rules.js';
import * as sql from './warning.sql.js';
import * as types from './warning.types.js';
import { warningsInSight } from './warnings-in-sight.js';

const firstId = '00000000-0000-0000-0000-000000000000';

const rulesView = (stored: object): DutyScheme => {
  const { scheme, version, hash } = stored as sql.RulesRow;
  return schemeView(warningRulesSchema.parse(scheme), version, hash);
};

const turnView = (row: sql.WarningChangeRow): types.DutyWarningTurn => {
  const { at, before, light, event_id: eventId, event_type: eventType, version } = row;
  return Object.assign(new types.DutyWarningTurn(), { at, before, light, eventId, eventType, version });
};

@Resolver(() => types.DutyWarning)
export class WarningResolver {
  @Directive('@authenticated')
  @Directive('@cost(weight: 10)')
  @Query(() => types.DutyWarningConnection, {
    description:
      'Warnings by their due time: their own for a deputy; for an office and inspectors those of the deputies of their region, and of the periods of its cohorts.',
  })
  async dutyWarnings(
    @Arg('filter', () => types.DutyWarningFilter, { nullable: true }) filter: types.DutyWarningFilter | undefined,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() { db, request }: DutySchemesContext,
  ): Promise<Connection<types.DutyWarning>> {
    const principal = requireRole(request.principal, ...overseers, Role.REPRESENTATIVE);
    const { first, after } = pageRequest(args, 2);
    const behind = cursorKeys(after, [cursorKey.instant, cursorKey.id], ['0001-01-01T00:00:00Z', firstId]);
    const inSight = await warningsInSight(db, principal, filter ?? {});
    const [rows, { scheme }] = await Promise.all([inSight.page(behind, first + 1), loadWarningRules(db)]);
    const shown = rows.map((row) =>
      Object.assign(new types.DutyWarning(), {
        id: row.id,
        ruleCode: row.rule_code,
        ruleName: scheme.rules.find(({ code }) => code === row.rule_code)?.name ?? row.rule_code,
        ruleVersion: row.rule_version,
        light: row.light,
        since: row.since,
        dueAt: row.due_at,
        nextAt: row.next_at,
        subjectType: row.unit_type,
        subjectId: row.unit_id,
        representativeId: row.representative_id || null,
        eventId: row.event_id,
        eventType: row.event_type,
        version: row.version,
      }),
    );
    return types.DutyWarningConnection.of(
      pageOf(shown, first, ({ dueAt, id }) => [dueAt.toISOString(), id], inSight.count),
    );
  }

  @FieldResolver(() => types.DutyWarningTurnConnection, {
    description: 'How the light changed, in order, each time with the event that changed it.',
  })
  changes(
    @Root() { id }: types.DutyWarning,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() { loaders }: DutySchemesContext,
  ): Promise<Connection<types.DutyWarningTurn>> {
    return versionedPage(loaders.changes, id, args, turnView, types.DutyWarningTurnConnection);
  }

  @Directive('@authenticated')
  @Query(() => DutySchemeConnection, {
    description: 'Versions of the warning rules, newest first; the proposal alone (version 0) where none were saved.',
  })
  async dutyWarningRules(
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() { db }: DutySchemesContext,
  ): Promise<Connection<DutyScheme>> {
    const { first, after } = pageRequest(args, 1);
    const [behind = ''] = cursorKeys(after, [cursorKey.version], ['999999999']);
    const saved = (await db.query(sql.ruleVersions)).map(rulesView);
    const all = saved.length > 0 ? saved : [rulesView(await loadWarningRules(db))];
    const shown = all.filter(({ version }) => version < Number(behind)).slice(0, first + 1);
    return DutySchemeConnection.of(
      pageOf(
        shown,
        first,
        ({ version }) => [String(version)],
        () => all.length,
      ),
    );
  }

  @Directive('@authenticated')
  @Mutation(() => SaveSchemeResult, {
    description:
      '保存预警规则: they hold for everything whose time is running, as soon as the log has told of them. For the congress office.',
  })
  saveDutyWarningRules(
    @Arg('input', () => SaveSchemeInput) { document: scheme, ...rest }: SaveSchemeInput,
    @Ctx() context: DutySchemesContext,
  ): Answer<DutySchemePayload> {
    return answerCommand(
      context,
      [Role.OFFICE_CLERK],
      (principal) => saveWarningRules(context, principal, { ...rest, scheme }),
      (row) => Object.assign(new DutySchemePayload(), { scheme: rulesView(row) }),
    );
  }
}
