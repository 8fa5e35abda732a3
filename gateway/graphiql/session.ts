import { useSyncExternalStore } from 'react';

/** Who is signed in on this page. A pasted token has no name. */
export interface PageSession {
  token: string;
  displayName?: string;
  roles?: readonly string[];
  expiresAt?: string;
}

/** Session storage: the token goes when the tab does, and no other tab sees it. */
const key = 'lianxin.session';
const listeners = new Set<() => void>();
let current = read();

function read(): PageSession | null {
  const stored = sessionStorage.getItem(key);
  if (stored === null) return null;
  const parsed: unknown = JSON.parse(stored);
  const isSession = typeof parsed === 'object' && parsed !== null && 'token' in parsed;
  return isSession ? (parsed as PageSession) : null;
}

/** The session now, for a request about to be sent. */
export function currentSession(): PageSession | null {
  return current;
}

/** Keeps a session, or forgets it with null. */
export function keepSession(session: PageSession | null): void {
  current = session;
  if (session === null) sessionStorage.removeItem(key);
  else sessionStorage.setItem(key, JSON.stringify(session));
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The session as React state. */
export function useSession(): PageSession | null {
  return useSyncExternalStore(subscribe, currentSession);
}
