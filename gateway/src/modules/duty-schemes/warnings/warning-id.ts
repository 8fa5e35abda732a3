import { uuidV8 } from '@lianxin/workflow';

/** What a warning is of: one deadline of a unit, by one rule, of one deputy or of nobody. */
export interface WarningPlace {
  readonly unitType: string;
  readonly unitId: string;
  readonly ruleCode: string;
  /** Empty for what is no deputy's. */
  readonly representativeId: string;
}

/** The id of a warning: the same whenever the log is read, so that a rebuild keeps it. */
export function warningId({ unitType, unitId, ruleCode, representativeId }: WarningPlace): string {
  return uuidV8(JSON.stringify([unitType, unitId, ruleCode, representativeId]));
}
