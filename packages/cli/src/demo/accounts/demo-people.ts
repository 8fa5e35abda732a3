import type { Resident } from '../people/residents.js';
import { stableId } from '../seeded/stable-id.js';

/** The people behind the demonstration accounts, all invented. */
export interface DemoPerson {
  readonly username: string;
  readonly accountId: string;
  readonly displayName: string;
}

const person = (username: string, displayName: string): DemoPerson => {
  return { username, displayName, accountId: stableId('account', username) };
};

const constituent = person('constituent', '骆晓岚');

export const demoPeople = {
  constituent,
  liaison: person('liaison', '方敏'),
  unit: person('unit', '应国栋'),
  office: person('office', '潘雅琴'),
  inspector: person('inspector', '盛立强'),
  analyst: person('analyst', '虞思远'),
} as const;

/** The account `constituent` as somebody who raises matters. */
export const demoConstituent: Resident = {
  accountId: constituent.accountId,
  name: constituent.displayName,
  phone: '19000009999',
};
