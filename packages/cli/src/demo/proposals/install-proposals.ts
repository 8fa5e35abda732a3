import { statement } from '@lianxin/database';
import { correctProposals, registerProposals, type SuggestionServices } from '@lianxin/suggestions';
import { demoProposals } from './proposals-plan.js';

/** Plan: probes of the unique index on the number. */
const knownProposals = statement<{ id: string; number: string }>(
  'cli_demo_known_proposals',
  'select p.id, p.number from suggestions.proposal p where p.number = any($1::text[])',
);

/**
 * The deputies' proposals, unless an earlier run brought them in; they came in one transaction, so that one of them stands for
 * all. The last of those that were filed is withdrawn afterwards (撤回), before it was assigned.
 */
export async function installProposals(
  services: Pick<SuggestionServices, 'db' | 'clock'>,
  anchor: Date,
  unitIds: ReadonlyMap<string, string>,
): Promise<void> {
  const proposals = demoProposals(anchor, unitIds);
  const known = (numbers: readonly string[]) => services.db.query(knownProposals, [numbers]);
  if ((await known(proposals.flatMap(({ number }) => number ?? []))).length === 0) {
    await registerProposals(services, proposals);
  }
  const filed = proposals.findLast(({ status }) => status === 'FILED');
  const [withdrawn] = await known([filed?.number ?? '']);
  if (filed && withdrawn) await correctProposals(services, [{ ...filed, id: withdrawn.id, status: 'WITHDRAWN' }]);
}
