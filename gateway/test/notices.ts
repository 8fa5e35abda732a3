import type { Gateway } from '@lianxin/gateway';
import { expectOk } from '@lianxin/testing';
import type { World } from './gateway-world.js';

interface Titles {
  readonly viewer: {
    readonly notifications: { readonly edges: readonly { readonly node: { readonly title: string } }[] };
  };
}

/** How often somebody was told something of a kind. */
export interface Told {
  readonly username: string;
  readonly kind: string;
  readonly times: number;
}

/** What people are told in the app (站内通知), by a second gateway that tells them. */
export class Notices {
  private constructor(
    private readonly world: World,
    private readonly gateway: Gateway,
    private readonly url: string,
  ) {}

  static async open(world: World): Promise<Notices> {
    const notifications = { databaseUrl: world.urlFor('notifications'), addressKey: Buffer.alloc(32, 5) };
    const { gateway, url } = await world.another({ notifications });
    return new Notices(world, gateway, url);
  }

  /** Returns when everybody is told of what has happened. */
  async tellAll(): Promise<void> {
    await this.world.relay.drain();
    await this.gateway.catchUp();
  }

  /** Tells everything once more, as to a consumer whose memory was lost. */
  async replay(): Promise<void> {
    // At once, and the place before the memory: the consumer is awake and must not read the log in between.
    await this.world.db.transaction(async (tx) => {
      await tx.queryText('update notifications.consumer_checkpoint set position = 0');
      await tx.queryText('delete from notifications.inbox');
    });
    await this.tellAll();
  }

  /** Titles that somebody reads, the newest first. */
  async titles(who: string, language: string): Promise<string[]> {
    const answer = await fetch(`${this.url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'accept-language': language,
        authorization: `Bearer ${await this.world.tokenOf(who)}`,
      },
      body: JSON.stringify({ query: '{ viewer { notifications { edges { node { title } } } } }' }),
    });
    const { viewer } = expectOk<Titles>(await answer.json());
    return viewer.notifications.edges.map(({ node }) => node.title);
  }

  /** Everything that was told, by kind and account; accounts in capitals, as deputies are called in tests. */
  everything(): Promise<Told[]> {
    return this.world.db.queryText<Told>(
      `select upper(username) as username, kind, count(*)::int as times from notifications.notification n
       join identity.account a on a.id = n.account_id group by 1, 2 order by 2, 1`,
    );
  }
}
