import { type Db, statement } from '@lianxin/database';
import type { LightPolicy } from './light-policy.entity.js';

/** Plan: the last entry of the primary key. */
const currentLightPolicy = statement<LightPolicy>(
  'projects_light_policy',
  `select version, yellow_from_points as "yellowFromPoints", red_above_points as "redAbovePoints",
     milestone_yellow_days as "milestoneYellowDays", basis
   from light_policy order by version desc limit 1`,
);

/** Reads the thresholds at the first light of a fetch and keeps them for its length. */
export function createLightPolicyLoader(db: Db): () => Promise<LightPolicy> {
  let loaded: Promise<LightPolicy> | undefined;
  const load = async (): Promise<LightPolicy> => {
    const [policy] = await db.query(currentLightPolicy);
    if (!policy) throw new Error('The table light_policy is empty');
    return policy;
  };
  return () => (loaded ??= load());
}
