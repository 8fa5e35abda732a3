import type { IdentityUseCases } from '@lianxin/gateway';
import { Role } from '@lianxin/subgraph-kit';
import type { Platform } from '../../src/platform/start-platform.js';
import { cityRegion } from './places.js';
import { seedCrowd } from './seed-crowd.js';
import { type Directory, seedDirectory } from './seed-directory.js';
import { seedRegisters, type Units } from './seed-registers.js';

/** People of the tests; all invented. */
export const players = [
  'constituent',
  'stranger',
  'representative',
  'liaison',
  'otherLiaison',
  'unit',
  'otherUnit',
  'office',
  'inspector',
  'analyst',
] as const;
export type Player = (typeof players)[number];

/** The one password of all accounts. */
export const password = 'correct horse battery';

/** Everything that the tests find when they begin. */
export interface Cast extends Directory {
  readonly units: Units;
  readonly accountIds: Readonly<Record<Player, string>>;
}

type Account = readonly [displayName: string, grant: Parameters<IdentityUseCases['setGrants']>[1][number]];

const accountsOf = (directory: Directory, units: Units): Readonly<Record<Player, Account>> => ({
  constituent: ['胡居民', { role: Role.CONSTITUENT }],
  stranger: ['卢路人', { role: Role.CONSTITUENT }],
  representative: ['施代表', { role: Role.REPRESENTATIVE, representativeId: directory.representativeId }],
  liaison: ['林联络', { role: Role.LIAISON_OFFICER, stationId: directory.stationId }],
  otherLiaison: ['梁联络', { role: Role.LIAISON_OFFICER, stationId: directory.otherStationId }],
  unit: ['方科员', { role: Role.UNIT_CLERK, unitId: units.town }],
  otherUnit: ['应科员', { role: Role.UNIT_CLERK, unitId: units.housing }],
  office: ['章主任', { role: Role.OFFICE_CLERK, regionCode: cityRegion }],
  inspector: ['严督查', { role: Role.INSPECTOR, regionCode: cityRegion }],
  analyst: ['叶分析', { role: Role.ANALYST, regionCode: cityRegion }],
});

/** Fills an empty installation, by its use cases only; without the crowd for tests that list nothing. */
export async function seedCast(platform: Platform, { withCrowd = true } = {}): Promise<Cast> {
  const directory = await seedDirectory(platform);
  const units = await seedRegisters(platform, directory);
  await platform.catchUp();
  if (withCrowd) await seedCrowd(platform, directory, units);
  const opened = Object.entries(accountsOf(directory, units)).map(async ([username, [displayName, grant]]) => {
    const { accountId } = await platform.gateway.identity.createAccount({
      username,
      displayName,
      password,
      grants: [grant],
    });
    return [username, accountId] as const;
  });
  const accountIds = Object.fromEntries(await Promise.all(opened)) as Record<Player, string>;
  await platform.catchUp();
  return { ...directory, units, accountIds };
}
