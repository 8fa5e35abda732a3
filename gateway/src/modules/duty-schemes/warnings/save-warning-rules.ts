import { wakeRelay } from '@lianxin/events';
import type { Principal } from '@lianxin/subgraph-kit';
import { contentHash } from '../../duty-index/core/canonical-json.js';
import type { CommandOutcome, KeyedCommand } from '../../keyed-commands.js';
import type { DutySchemesParts } from '../duty-schemes.context.js';
import { runOnce } from '../run-once.js';
import { lockSchemes } from '../units/unit.sql.js';
import { loadWarningRules, turnAll } from './sweep-warnings.js';
import { checkWarningRules, type WarningRulesVersion } from './warning-rules.js';
import { insertRules } from './warning.sql.js';

/** Rules to save; `expectedVersion` is the newest one, 0 where nobody has saved any. */
export interface SaveWarningRulesCommand extends KeyedCommand {
  readonly expectedVersion: number;
  readonly scheme: object;
}

const how = { operation: 'saveDutyWarningRules', table: 'warning_rules' };

/** 保存预警规则: from now on they hold for everything whose time is running. */
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
    const saved: WarningRulesVersion = { scheme, version: current + 1, hash: contentHash(scheme) };
    const values = [saved.version, JSON.stringify(scheme), saved.hash, principal.accountId, now];
    const [row] = await tx.query(insertRules, values);
    await turnAll(tx, saved, now);
    return { row: row ?? {} };
  });
  wakeRelay(parts.db);
  return outcome;
}
