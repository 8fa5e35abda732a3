import { createHash } from 'node:crypto';

/** What a warning is of: one deadline of a unit, by one rule, of one deputy or of nobody. */
export interface WarningPlace {
  readonly unitType: string;
  readonly unitId: string;
  readonly ruleCode: string;
  /** Empty for what is no deputy's. */
  readonly representativeId: string;
}

/** The id of a warning (UUID of version 8, RFC 9562): the same whenever the log is read, so that a rebuild keeps it. */
export function warningId({ unitType, unitId, ruleCode, representativeId }: WarningPlace): string {
  const text = JSON.stringify([unitType, unitId, ruleCode, representativeId]);
  const bytes = createHash('sha256').update(text).digest().subarray(0, 16);
  bytes[6] = 0x80 | (bytes[6]! & 0x0f);
  bytes[8] = 0x80 | (bytes[8]! & 0x3f);
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
