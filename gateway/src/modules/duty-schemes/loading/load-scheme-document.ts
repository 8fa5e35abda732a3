import type { Db, Sql } from '@lianxin/database';
import type { RefusalReason } from '@lianxin/errors';
import { type Principal, Role } from '@lianxin/subgraph-kit';
import { contentHash } from '../../duty-index/core/canonical-json.js';
import type { DutySchemesParts } from '../duty-schemes.context.js';
import { entriesSoFar } from '../points/points.sql.js';
import { type SchemeKind, schemeKinds } from './scheme-kinds.js';

/** What became of a document. */
export type LoadedScheme =
  | { readonly outcome: 'REFUSED'; readonly reason: RefusalReason }
  /** The newest version says the same already. */
  | { readonly outcome: 'UNCHANGED'; readonly version: number }
  | {
      readonly outcome: 'SAVED';
      readonly version: number;
      readonly hash: string;
      readonly effectiveFrom: string;
      /** Entries of the points ledger that came with it, for what was done before. */
      readonly entries: number;
    };

/** Whoever operates the installation; the history of a scheme names them. */
const operator: Principal = {
  accountId: 'lianxin schemes',
  sessionId: 'lianxin schemes',
  displayName: '系统运维',
  roles: [Role.OFFICE_CLERK],
};

/** Carries what a rehearsed transaction came to out of it; nothing else stays of it. */
class TakenBack extends Error {
  override readonly name = 'TakenBack';
  constructor(readonly result: unknown) {
    super('A rehearsal is taken back');
  }
}

/** A database whose transactions run and are taken back. `seen` looks at what they have done. */
function rehearsing(db: Db, seen: (tx: Sql) => Promise<void>): Db {
  const transaction = async <T>(work: (tx: Sql) => Promise<T>): Promise<T> => {
    try {
      return await db.transaction(async (tx) => {
        const result = await work(tx);
        await seen(tx);
        throw new TakenBack(result);
      });
    } catch (error) {
      if (error instanceof TakenBack) return error.result as T;
      throw error;
    }
  };
  return Object.assign(Object.create(db) as Db, { transaction });
}

/**
 * Saves a document as the next version of its scheme, unless the newest says the same: loading it again changes nothing.
 * `dryRun` does all of it and takes it back. Refused with VERSION_CONFLICT when somebody saves it meanwhile.
 */
export async function loadSchemeDocument(
  { db, clock }: DutySchemesParts,
  kind: SchemeKind,
  document: object,
  dryRun: boolean,
): Promise<LoadedScheme> {
  const { check, newest, save } = schemeKinds[kind];
  const checked = check(document);
  if ('refused' in checked) return { outcome: 'REFUSED', reason: checked.refused };
  const { schemeId, effectiveFrom } = checked.scheme;
  const hash = contentHash(checked.scheme);
  const before = await newest(db, schemeId);
  if (before?.hash === hash) return { outcome: 'UNCHANGED', version: before.version };
  const count = async (sql: Sql): Promise<number> => (await sql.query(entriesSoFar, [schemeId]))[0]?.count ?? 0;
  const had = kind === 'points' ? await count(db) : 0;
  let has = had;
  const look = async (tx: Sql): Promise<void> => {
    if (kind === 'points') has = await count(tx);
  };
  const expectedVersion = before?.version ?? 0;
  const command = { idempotencyKey: `load ${hash} ${expectedVersion}`, expectedVersion, scheme: checked.scheme };
  const saved = await save({ db: dryRun ? rehearsing(db, look) : db, clock }, operator, command);
  if (!dryRun) await look(db);
  if ('refused' in saved) return { outcome: 'REFUSED', reason: saved.refused };
  return { outcome: 'SAVED', version: expectedVersion + 1, hash, effectiveFrom, entries: has - had };
}
