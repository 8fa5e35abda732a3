/** 三色灯: GREEN in time, YELLOW little time left, RED overdue. */
export type DeadlineLight = 'GREEN' | 'YELLOW' | 'RED';

/** What the light of a deadline depends on. */
export interface LightInput {
  readonly startedAt: Date;
  readonly dueAt: Date;
  readonly now: Date;
  /** At or under this share of the time left the light is yellow; basis points (1/10,000), 5000 unless given. */
  readonly yellowShareBp?: number;
}

/** The light of a deadline: red from the due instant on, yellow from the configured share of time left, else green. */
export function lightOf({ startedAt, dueAt, now, yellowShareBp = 5000 }: LightInput): DeadlineLight {
  if (!(yellowShareBp >= 0 && yellowShareBp <= 10_000)) {
    throw new RangeError(`Not a share in basis points: ${yellowShareBp}`);
  }
  const leftMs = dueAt.getTime() - now.getTime();
  if (leftMs <= 0) return 'RED';
  const totalMs = dueAt.getTime() - startedAt.getTime();
  return leftMs * 10_000 <= totalMs * yellowShareBp ? 'YELLOW' : 'GREEN';
}

/** The instant at which the light turns yellow: what a timer waits for after drawing a green light. */
export function yellowFrom({ startedAt, dueAt, yellowShareBp = 5000 }: Omit<LightInput, 'now'>): Date {
  const totalMs = dueAt.getTime() - startedAt.getTime();
  return new Date(Math.ceil(dueAt.getTime() - (totalMs * yellowShareBp) / 10_000));
}
