import type { GatewayRequest } from './gateway-request.js';
import type { Revocations } from './revocations.js';

/** How often expiry is looked for. Revocations are acted on at once; a stream must end within five seconds of either. */
const sweepMs = 1_000;

interface Watched {
  readonly request: GatewayRequest;
  readonly onEnd: () => void;
}

/**
 * Watches the sessions behind open sockets and streams. One timer for all of them, and one look at each whenever a
 * session is revoked: `onEnd` is called once, when the session no longer stands.
 */
export class SessionWatch {
  private readonly watched = new Set<Watched>();
  private readonly timer: NodeJS.Timeout;
  private readonly stopListening: () => void;

  constructor(private readonly revocations: Revocations) {
    this.timer = setInterval(() => this.look(), sweepMs).unref();
    this.stopListening = revocations.onRevoked(() => this.look());
  }

  /** Starts to watch. Returns the function that ends it. */
  watch(request: GatewayRequest, onEnd: () => void): () => void {
    if (!request.session) return () => undefined;
    const entry: Watched = { request, onEnd };
    this.watched.add(entry);
    return () => void this.watched.delete(entry);
  }

  /** Whether the session behind the request still stands. */
  stands(request: GatewayRequest): boolean {
    return this.revocations.stands(request);
  }

  stop(): void {
    clearInterval(this.timer);
    this.stopListening();
    this.watched.clear();
  }

  private look(): void {
    for (const entry of this.watched) {
      if (this.revocations.stands(entry.request)) continue;
      this.watched.delete(entry);
      entry.onEnd();
    }
  }
}
