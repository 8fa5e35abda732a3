import type { Db } from '@lianxin/database';

/** A place inside the platform's own transactions at which a statement can be held. */
export type PausePoint =
  | 'transition before commit'
  | 'transition at commit'
  | 'log before commit'
  | 'log at commit'
  | 'consumer before commit'
  | 'consumer at commit';

interface Place {
  readonly table: string;
  readonly when: 'statement' | 'commit';
  readonly on: string;
}

const places: Readonly<Record<PausePoint, Place>> = {
  'transition before commit': { table: 'suggestions.suggestion', when: 'statement', on: 'insert or update' },
  'transition at commit': { table: 'suggestions.idempotency', when: 'commit', on: 'insert' },
  'log before commit': { table: 'events.log', when: 'statement', on: 'insert' },
  'log at commit': { table: 'events.log', when: 'commit', on: 'insert' },
  'consumer before commit': { table: 'suggestions.station_code_ref', when: 'statement', on: 'insert or update' },
  'consumer at commit': { table: 'suggestions.inbox', when: 'commit', on: 'insert' },
};

/** All of them; their order numbers their locks. */
export const pausePoints = Object.keys(places) as PausePoint[];

/** First half of the locks' keys; any number that the platform itself does not use. */
const lockSpace = 7_236_900;

const numberOf = (point: PausePoint): number => pausePoints.indexOf(point);

function triggerAt(point: PausePoint): string {
  const { table, when, on } = places[point];
  const n = numberOf(point);
  return when === 'statement'
    ? `create trigger crash_${n} after ${on} on ${table} for each statement execute function crash.pause('${n}');`
    : `create constraint trigger crash_${n} after ${on} on ${table} deferrable initially deferred
       for each row execute function crash.pause('${n}');`;
}

/**
 * Installs the points in the harness's own database, where nothing of the platform knows of them: triggers that take a
 * shared lock and so cost nothing until somebody holds that lock alone. Beside them a trigger counts the effects of the
 * directory consumer, whose statements hide a repetition.
 */
export async function installPausePoints(admin: Db): Promise<void> {
  await admin.queryText(`
    create schema crash;
    create function crash.pause() returns trigger language plpgsql security definer as $$
    begin
      perform pg_advisory_xact_lock_shared(${lockSpace}, tg_argv[0]::int);
      return null;
    end $$;
    create table crash.effect (id bigint generated always as identity primary key, code text not null);
    create function crash.count_effect() returns trigger language plpgsql security definer as $$
    begin
      insert into crash.effect (code) values (new.code);
      return null;
    end $$;
    create trigger crash_count after insert or update on suggestions.station_code_ref
      for each row execute function crash.count_effect();
    ${pausePoints.map(triggerAt).join('\n')}`);
}

/** From now on a statement that reaches the point waits there, until `openGate` or the end of this session; `admin` has one connection. */
export async function closeGate(admin: Db, point: PausePoint): Promise<void> {
  await admin.queryText('select pg_advisory_lock($1, $2)', [lockSpace, numberOf(point)]);
}

export async function openGate(admin: Db, point: PausePoint): Promise<void> {
  await admin.queryText('select pg_advisory_unlock($1, $2)', [lockSpace, numberOf(point)]);
}

/** The backend that waits at the point, if one does. */
export async function heldAt(admin: Db, point: PausePoint): Promise<number | undefined> {
  const [held] = await admin.queryText<{ pid: number }>(
    `select pid from pg_locks where locktype = 'advisory' and classid = $1 and objid = $2 and not granted`,
    [lockSpace, numberOf(point)],
  );
  return held?.pid;
}
