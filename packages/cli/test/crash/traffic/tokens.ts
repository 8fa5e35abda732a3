import { type Client, clientOf } from '../../e2e/client.js';

/** Access tokens by account, made when they are needed and made anew when they have ended. */
export interface Tokens {
  of(who: string): Promise<string>;
  /** Call it with a token that was refused. */
  forget(who: string, token: string): void;
}

export function tokensAt(url: () => string): Tokens {
  const known = new Map<string, Promise<string>>();
  let client: Client | undefined;
  return {
    of(who) {
      const found = known.get(who);
      if (found) return found;
      if (client?.url !== url()) client = clientOf(url());
      const asked = client.signIn(who, { fresh: true });
      known.set(who, asked);
      asked.catch(() => known.delete(who));
      return asked;
    },
    forget(who, token) {
      void known.get(who)?.then((current) => current === token && known.delete(who));
    },
  };
}
