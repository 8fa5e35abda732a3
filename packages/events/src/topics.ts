/** How an event says whom it concerns, and a subscriber what it wants to hear. */
export const topic = {
  suggestion: (id: string): string => `suggestion:${id}`,
  station: (id: string): string => `station:${id}`,
  unit: (id: string): string => `unit:${id}`,
  region: (code: string): string => `region:${code}`,
  representative: (id: string): string => `representative:${id}`,
  dutyIndex: (representativeId: string): string => `duty_index:${representativeId}`,
  /** The index of anybody. */
  dutyIndexes: 'duty_index',
  dutyWarning: (representativeId: string): string => `duty_warning:${representativeId}`,
  dutyWarningRegion: (code: string): string => `duty_warning_region:${code}`,
  session: (id: string): string => `session:${id}`,
  /** What an account is told; of concern to nobody else. */
  notifications: (accountId: string): string => `notifications:${accountId}`,
  account: (id: string): string => `account:${id}`,
} as const;
