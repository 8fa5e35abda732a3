import type { Clock } from '@lianxin/calendar';
import { accessTokenMs } from './access-token.js';
import type { GatewayRequest } from './gateway-request.js';

/**
 * The tokens that are refused before their time: of sessions that ended, and of accounts whose grants changed after
 * they were made. Kept in memory, because every request asks; loaded at the start and kept fresh by the event log. An
 * entry is forgotten when the last token it could concern has expired by itself.
 */
export class Revocations {
  private readonly sessions = new Map<string, number>();
  private readonly accounts = new Map<string, { readonly grantsVersion: number; readonly forgetAt: number }>();
  private readonly listeners = new Set<() => void>();

  constructor(private readonly clock: Clock) {}

  /** The session ended: none of its tokens is valid any more. */
  endSession(sessionId: string): void {
    this.forgetOld();
    this.sessions.set(sessionId, this.clock.now().getTime() + accessTokenMs);
    this.tell();
  }

  /** The account's grants have this edition now: tokens made from an earlier one say too much. */
  requireGrants(accountId: string, grantsVersion: number): void {
    this.forgetOld();
    const known = this.accounts.get(accountId)?.grantsVersion ?? 0;
    const forgetAt = this.clock.now().getTime() + accessTokenMs;
    this.accounts.set(accountId, { grantsVersion: Math.max(known, grantsVersion), forgetAt });
    this.tell();
  }

  /** Whether the request's session still stands. Anonymous requests have none to lose. */
  stands({ principal, session }: Pick<GatewayRequest, 'principal' | 'session'>): boolean {
    if (!principal || !session) return true;
    if (this.clock.now() >= session.expiresAt || this.sessions.has(principal.sessionId)) return false;
    const required = this.accounts.get(principal.accountId)?.grantsVersion ?? 0;
    return session.grantsVersion >= required;
  }

  /** Calls `listener` after every revocation. Returns the function that ends it. */
  onRevoked(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  get size(): number {
    return this.sessions.size + this.accounts.size;
  }

  private tell(): void {
    for (const listener of this.listeners) listener();
  }

  private forgetOld(): void {
    const now = this.clock.now().getTime();
    // Insertion order is the order of expiry as long as the clock goes forwards, so the first fresh entry ends it.
    for (const [id, forgetAt] of this.sessions) {
      if (forgetAt > now) break;
      this.sessions.delete(id);
    }
    for (const [id, { forgetAt }] of this.accounts) if (forgetAt <= now) this.accounts.delete(id);
  }
}
