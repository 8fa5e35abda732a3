import { statement } from '@lianxin/database';

/** Where an interrupted run left the suggestions of a span of time. Plan: a range of suggestion_collected. */
export const playedBefore = statement<{ id: string; version: number; collectedAt: Date }>(
  'cli_demo_played_before',
  `select s.id, s.version, s.collected_at as "collectedAt" from suggestions.suggestion s
   where s.collected_at between $1::timestamptz and $2::timestamptz`,
);
