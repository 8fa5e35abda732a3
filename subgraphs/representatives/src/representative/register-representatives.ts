import { statement } from '@lianxin/database';
import { type EventActor, representativeRegistered, topic } from '@lianxin/events';
import { uuidV7 } from '@lianxin/workflow';
import { systemActor } from '../system-actor.js';
import { publishing, type UseCaseContext } from '../use-case.js';
import { pathOfDigits, regionCode } from './region-code.js';
import type { CongressLevel } from './representative.entity.js';

/** A deputy to register. */
export interface RepresentativeInput {
  /** A UUID; made when left out. */
  readonly id?: string;
  /** Number in the register, unique. */
  readonly code: string;
  readonly name: string;
  readonly isPartyMember: boolean;
  /** Name of the delegation (代表团); made when there is none of this name. */
  readonly delegation: string;
  readonly congressLevel: CongressLevel | `${CongressLevel}`;
  /** 6, 9 or 12 digits. */
  readonly regionCode: string;
  /** Codes (12 digits) from the topmost region down to `regionCode`; what its digits propose when left out. */
  readonly regionPath?: readonly string[];
}

/** A deputy as registered. */
export interface RegisteredRepresentative {
  readonly id: string;
  readonly code: string;
}

const addDelegations = statement<never>(
  'representatives_delegation_add',
  `insert into representatives.delegation (id, name)
   select n.id, n.name from jsonb_populate_recordset(null::representatives.delegation, $1::jsonb) n
   on conflict (name) do nothing`,
);

/** Plan: inserts from a JSON record set; each delegation by delegation_name_key. */
const register = statement<never>(
  'representatives_register',
  `insert into representatives.representative
     (id, code, name, is_party_member, delegation_id, congress_level, region_code, region_path, registered_at)
   select n.id, n.code, n.name, n.is_party_member, d.id, n.congress_level, n.region_code, n.region_path, n.registered_at
   from jsonb_to_recordset($1::jsonb) as n (id uuid, code text, name text, is_party_member boolean, delegation text,
     congress_level text, region_code text, region_path text[], registered_at timestamptz)
   join representatives.delegation d on d.name = n.delegation`,
);

/**
 * Registers deputies, all or none, and their delegations. Emits `representative.registered` for each.
 * @returns the deputies in the order given
 * @throws AppError INVALID_INPUT for a code that is taken or a malformed region code
 */
export async function registerRepresentatives(
  { db, clock }: UseCaseContext,
  representatives: readonly RepresentativeInput[],
  actor: EventActor = systemActor,
): Promise<RegisteredRepresentative[]> {
  const now = clock.now();
  const rows = representatives.map((deputy) => {
    const region = regionCode(deputy.regionCode);
    return {
      id: deputy.id?.toLowerCase() ?? uuidV7(now),
      code: deputy.code,
      name: deputy.name,
      is_party_member: deputy.isPartyMember,
      delegation: deputy.delegation,
      congress_level: deputy.congressLevel,
      region_code: region,
      region_path: deputy.regionPath ?? pathOfDigits(region),
      registered_at: now.toISOString(),
    };
  });
  // Sorted, so that two registrations at once take the names in one order and cannot wait for each other in a ring.
  const names = [...new Set(rows.map((row) => row.delegation))].sort();
  const delegations = names.map((name) => ({ id: uuidV7(now), name }));
  await publishing(db, async (tx) => {
    await tx.query(addDelegations, [JSON.stringify(delegations)]);
    await tx.query(register, [JSON.stringify(rows)]);
    return rows.map(({ id, code, name, region_code, region_path, is_party_member, congress_level }) =>
      representativeRegistered.create({
        eventId: uuidV7(now),
        aggregateType: 'representative',
        aggregateId: id,
        aggregateVersion: 1,
        payload: {
          representativeId: id,
          code,
          name,
          regionCode: region_code,
          regionPath: [...region_path],
          isPartyMember: is_party_member,
          congressLevel: congress_level,
        },
        topics: [topic.representative(id)],
        actor,
        occurredAt: now,
      }),
    );
  });
  return rows.map(({ id, code }) => ({ id, code }));
}
