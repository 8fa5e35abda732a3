import { type Sql, statement } from '@lianxin/database';
import { ANONYMOUS, type BlindIndex, type FieldCipher, maskName, maskPhone } from '@lianxin/privacy';
import { uuidV7 } from '@lianxin/workflow';

/** What people's data is protected with. */
export interface ConstituentPrivacy {
  readonly cipher: FieldCipher;
  readonly phoneIndex: BlindIndex;
}

/** A person as they introduce themselves. */
export interface ConstituentData {
  readonly accountId: string | null;
  readonly name: string | null;
  readonly phone: string | null;
}

/** A person on record, and the row to add when they are new. */
export interface RegisteredConstituent {
  readonly id: string;
  readonly accountId: string | null;
  readonly newRow: Readonly<Record<string, unknown>> | null;
}

/** Plan: one probe of constituent_account_id_key, else one of constituent_phone. */
const findPerson = statement<{ id: string; account_id: string | null }>(
  'constituent_by_account_or_phone',
  `(select id, account_id from suggestions.constituent where account_id = $1)
   union all
   (select id, account_id from suggestions.constituent where phone_index = $2 order by created_at limit 1)
   limit 1`,
);

/** Whether a statement failed because the account's person came on record meanwhile. */
export function isAccountTaken(error: unknown): boolean {
  const { code, constraint } = error as { code?: string; constraint?: string };
  return code === '23505' && constraint === 'constituent_account_id_key';
}

/**
 * Finds the person by account or phone, or makes the sealed row of a new one. A phone that belongs to an account links
 * what its owner says at a desk to that account, so that they can follow and rate it.
 */
export async function registerConstituent(
  sql: Sql,
  { cipher, phoneIndex }: ConstituentPrivacy,
  { accountId, name, phone }: ConstituentData,
  now: Date,
): Promise<RegisteredConstituent> {
  const index = phone === null ? null : (phoneIndex.phone(phone) ?? null);
  const [known] = accountId === null && index === null ? [] : await sql.query(findPerson, [accountId, index]);
  // An account never takes over a person whom another account already is.
  if (known && (accountId === null || known.account_id === accountId)) {
    return { id: known.id, accountId: known.account_id, newRow: null };
  }
  const id = uuidV7(now);
  const { wrapped } = cipher.createPersonKey();
  const seal = (field: string, text: string | null): string | null =>
    text === null ? null : cipher.seal(wrapped, text, `constituent:${field}:${id}`);
  const newRow = {
    id,
    account_id: accountId,
    wrapped_key: wrapped,
    name_sealed: seal('name', name),
    phone_sealed: seal('phone', phone),
    phone_index: index,
    name_masked: name === null ? ANONYMOUS : maskName(name),
    phone_masked: phone === null ? null : maskPhone(phone),
    created_at: now,
  };
  return { id, accountId, newRow };
}
