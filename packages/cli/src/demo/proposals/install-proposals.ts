import { statement } from '@lianxin/database';
import { registerProposals, type SuggestionServices } from '@lianxin/suggestions';
import { demoProposals } from './proposals-plan.js';

/** Plan: probes of the unique index on the number. They came in one transaction: one of them stands for all. */
const knownProposals = statement<{ number: string }>(
  'cli_demo_known_proposals',
  'select p.number from suggestions.proposal p where p.number = any($1::text[]) limit 1',
);

/** The deputies' proposals, unless an earlier run brought them in. */
export async function installProposals(
  services: Pick<SuggestionServices, 'db' | 'clock'>,
  anchor: Date,
  unitIds: ReadonlyMap<string, string>,
): Promise<void> {
  const proposals = demoProposals(anchor, unitIds);
  const [known] = await services.db.query(knownProposals, [proposals.flatMap(({ number }) => number ?? [])]);
  if (!known) await registerProposals(services, proposals);
}
