import type { Sql } from '@lianxin/database';
import { appendToOutbox, wakeRelay, warningRulesSaved } from '@lianxin/events';
import type { Principal } from '@lianxin/subgraph-kit';
import { contentHash } from '../../duty-index/core/canonical-json.js';
import type { CommandOutcome, KeyedCommand } from '../../keyed-commands.js';
import type { DutySchemesParts } from '../duty-schemes.context.js';
import { runOnce } from '../run-once.js';
import { lockSchemes } from '../units/unit.sql.js';
import {
  checkWarningRules,
  defaultWarningRules,
  type WarningRulesVersion,
  warningRulesSchema,
} from './warning-rules.js';
import { insertRules, newestRules } from './warning.sql.js';

/** Rules to save; `expectedVersion` is the newest one, 0 where nobody has saved any. */
export interface SaveWarningRulesCommand extends KeyedCommand {
  readonly expectedVersion: number;
  readonly scheme: object;
}

const how = { operation: 'saveDutyWarningRules', table: 'warning_rules' };

/** The newest rules, checked anew. */
export async function loadWarningRules(sql: Sql): Promise<WarningRulesVersion> {
  const [row] = await sql.query(newestRules);
  if (!row) return defaultWarningRules;
  return { scheme: warningRulesSchema.parse(row.scheme), version: row.version, hash: row.hash };
}

/** 保存预警规则: they hold for everything whose time is running, from their place in the log on. */
export async function saveWarningRules(
  parts: DutySchemesParts,
  principal: Principal,
  command: SaveWarningRulesCommand,
): Promise<CommandOutcome> {
  const checked = checkWarningRules(command.scheme);
  if ('refused' in checked) return checked;
  const { scheme } = checked;
  const outcome = await runOnce(parts, principal, how, command, async (tx, now) => {
    await tx.query(lockSchemes);
    const { version: current } = await loadWarningRules(tx);
    if (current !== command.expectedVersion) return { currentVersion: current };
    const [version, hash] = [current + 1, contentHash(scheme)];
    const [row] = await tx.query(insertRules, [version, JSON.stringify(scheme), hash, principal.accountId, now]);
    const saved = warningRulesSaved.create({
      aggregateType: 'warning_rules',
      aggregateId: scheme.schemeId,
      aggregateVersion: version,
      payload: { version, hash, rules: scheme },
      topics: [],
      actor: { role: 'OFFICE_CLERK', accountId: principal.accountId, name: principal.displayName },
      occurredAt: now,
    });
    await appendToOutbox(tx, 'duty_schemes', [saved]);
    return { row: row ?? {} };
  });
  wakeRelay(parts.db);
  return outcome;
}
