import type { Acknowledged, Ledger } from '../traffic/ledger.js';
import type { CrashWorld } from '../world/crash-world.js';

/** Lines of a fault's list that are shown; the rest is in the database that is kept. */
const shown = 5;

function listed(what: string, found: readonly unknown[]): string[] {
  if (found.length === 0) return [];
  return [
    `${found.length} × ${what}: ${found
      .slice(0, shown)
      .map((one) => JSON.stringify(one))
      .join(', ')}`,
  ];
}

interface Stored {
  readonly id: string;
  readonly version: number;
  readonly action: string;
  readonly history: number;
  readonly logged: number;
  readonly keys: number;
}

/** What the database holds for each acknowledged transition: history rows, events and keys of exactly that transition. */
async function storedFor({ admin }: CrashWorld, acknowledged: readonly Acknowledged[]): Promise<Stored[]> {
  const asked = acknowledged.map(({ suggestionId, version, action, key, accountId }) => ({
    id: suggestionId,
    version,
    action,
    key,
    account: accountId,
  }));
  return admin.queryText<Stored>(
    `with acked as (select * from jsonb_to_recordset($1::jsonb) as a(id uuid, version int, action text, key text, account text)),
     logged as (
       select aggregate_id, aggregate_version, payload->>'action' as action, count(*)::int as n from events.log
       where aggregate_type = 'suggestion' group by 1, 2, 3)
     select a.id, a.version, a.action,
       (select count(*)::int from suggestions.suggestion_history h
        where h.subject_id = a.id and h.version = a.version and h.action = a.action) as history,
       coalesce((select n from logged l
        where l.aggregate_id = a.id::text and l.aggregate_version = a.version and l.action = a.action), 0) as logged,
       (select count(*)::int from suggestions.idempotency i where i.account_id = a.account and i.key = a.key
          and (i.response->>'id')::uuid = a.id and (i.response->>'version')::int = a.version) as keys
     from acked a`,
    [JSON.stringify(asked)],
  );
}

/** Acknowledged transitions against the history, the log and the keys. */
export async function transitionFaults(world: CrashWorld, { acknowledged, faults }: Ledger): Promise<string[]> {
  const { admin, baseline } = world;
  const stored = await storedFor(world, acknowledged);
  const lost = stored.filter(({ history, logged, keys }) => history === 0 || logged === 0 || keys === 0);
  const doubled = stored.filter(({ history, logged, keys }) => history > 1 || logged > 1 || keys > 1);
  const [counts] = await admin.queryText<{ transitions: number; keys: number; events: number }>(
    `select (select count(*) from suggestions.suggestion_history)::int as transitions,
       (select count(*) from suggestions.idempotency)::int as keys,
       (select count(*) from events.log where aggregate_type = 'suggestion')::int as events`,
  );
  const expected = acknowledged.length + baseline.transitions;
  const surplus =
    counts?.transitions === expected &&
    counts.events === expected &&
    counts.keys - baseline.keys === acknowledged.length
      ? []
      : [
          `${acknowledged.length} acknowledged over ${JSON.stringify(baseline)}, but there are ${JSON.stringify(counts)}`,
        ];
  const broken = await admin.queryText<object>(
    `select s.id, s.version, array_agg(h.version order by h.version) as history
     from suggestions.suggestion s left join suggestions.suggestion_history h on h.subject_id = s.id
     group by s.id having array_agg(h.version order by h.version)
       is distinct from (select array_agg(n) from generate_series(1, s.version) n)`,
  );
  return [
    ...listed('answer that no kill excuses', faults),
    ...listed('acknowledged transition lost', lost),
    ...listed('acknowledged transition doubled', doubled),
    ...surplus,
    ...listed('suggestion whose versions have a gap', broken),
  ];
}
