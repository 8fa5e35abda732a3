import type { Gateway } from '@lianxin/gateway';
import { Role } from '@lianxin/subgraph-kit';
import { expectOk } from '@lianxin/testing';
import { type GivenTransition, moduleWorld, type ModuleWorld, regions } from './module-world.js';

/** What is asked of them. */
export const notificationPage = `query($first: Int, $after: String, $unreadOnly: Boolean) { viewer {
  notifications(first: $first, after: $after, unreadOnly: $unreadOnly) { unreadCount totalCount pageInfo { hasNextPage endCursor }
    edges { node { id kind at title action readAt suggestion { id title } } } } } }`;

/** A page of what somebody is told. */
export interface Shown {
  readonly unreadCount: number;
  readonly totalCount: number;
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
  readonly edges: readonly {
    readonly node: { readonly id: string; readonly title: string; readonly readAt: string | null };
  }[];
}

const people = {
  owner: [{ role: Role.CONSTITUENT }],
  stranger: [{ role: Role.CONSTITUENT }],
  officer: [{ role: Role.LIAISON_OFFICER, stationId: 'st1' }],
  officer9: [{ role: Role.LIAISON_OFFICER, stationId: 'st9' }],
  lead: [{ role: Role.UNIT_CLERK, unitId: 'u1' }],
  assist: [{ role: Role.UNIT_CLERK, unitId: 'u2' }],
  deputy: [{ role: Role.REPRESENTATIVE, representativeId: 'r1' }],
  city: [{ role: Role.OFFICE_CLERK, regionCode: regions.city }],
  other: [{ role: Role.OFFICE_CLERK, regionCode: regions.other }],
  inspector: [{ role: Role.INSPECTOR, regionCode: regions.district }],
  left: [{ role: Role.UNIT_CLERK, unitId: 'u1' }],
};

/** A gateway that tells people in the app (站内通知), and people of every kind. */
export interface NotificationWorld {
  readonly world: ModuleWorld;
  readonly gateway: Gateway;
  /** Accounts by the names of people. */
  readonly ids: Readonly<Record<string, string>>;
  /** A page of what somebody is told; 20 unless asked otherwise. */
  of(who: string, variables?: object): Promise<Shown>;
  titles(who: string): Promise<string[]>;
  /** Everything that was told, by person: its action, or its kind where there is none. */
  told(): Promise<Record<string, string[]>>;
  /** Moves a suggestion of the owner, and returns when everybody is told. */
  move(payload: GivenTransition): Promise<void>;
  /** Forgets what was told. */
  forget(): Promise<unknown>;
}

export async function notificationWorld(): Promise<NotificationWorld> {
  const world = await moduleWorld();
  const gateway = await world.gateway({
    notifications: { databaseUrl: world.urlFor('notifications'), addressKey: Buffer.alloc(32, 5) },
  });
  const ids: Record<string, string> = {};
  for (const [name, grants] of Object.entries(people)) ids[name] = await world.account(gateway, name, grants);
  await gateway.identity.disableAccount(ids['left']!);
  const of = async (who: string, variables: object = {}): Promise<Shown> =>
    expectOk<{ viewer: { notifications: Shown } }>(
      await world.ask(gateway, who, notificationPage, { first: 20, ...variables }),
    ).viewer.notifications;
  const titles = async (who: string): Promise<string[]> => (await of(who)).edges.map(({ node }) => node.title);
  const told = async (): Promise<Record<string, string[]>> => {
    const rows = await world.db.queryText<{ username: string; action: string }>(
      `select username, coalesce(action, kind) as action from notifications.notification n
       join identity.account a on a.id = n.account_id order by n.id`,
    );
    const all: Record<string, string[]> = {};
    for (const { username, action } of rows) (all[username] ??= []).push(action);
    return all;
  };
  const move = async (payload: GivenTransition): Promise<void> => {
    await world.transitions({ number: 'JH-7', suggestionId: 's7', ownerId: ids['owner']!, ...payload });
    await gateway.notifications?.catchUp();
  };
  const forget = (): Promise<unknown> => world.db.queryText('truncate notifications.notification cascade');
  return { world, gateway, ids, of, titles, told, move, forget };
}
