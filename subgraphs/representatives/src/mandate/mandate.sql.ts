import { statement } from '@lianxin/database';
import type { Mandate } from './mandate.entity.js';

/** All mandates of each deputy, the latest first. Plan: range of mandate_term_key (representative_id, term_no) for each. */
export const mandatesOfRepresentatives = statement<Mandate>(
  'representatives_mandates',
  `select m.id, m.representative_id as "representativeId", m.term_no as "termNo", m.from_date as "from",
     m.to_date as "to", m.status, m.electoral_district as "electoralDistrict",
     m.suspensions, m.version
   from representatives.mandate m where m.representative_id = any($1::uuid[])
   order by m.representative_id, m.term_no desc, m.id`,
);
