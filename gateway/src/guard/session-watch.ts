import type { GatewayRequest } from './gateway-request.js';
import type { Revocations } from './revocations.js';

/** How often expiry is looked for. Revocations are acted on at once; a stream must end within five seconds of either. */
const sweepMs = 1_000;

/** A socket or a stream that must not outlive its session. */
export interface Watched {
  /** Null until the other end has said who it is. */
  readonly request: GatewayRequest | null;
  /** Called once, when the session no longer stands. */
  sessionEnded(): void;
}

/** Watches the sessions behind open sockets and streams: one timer for all, and a look at each when one is revoked. */
export class SessionWatch {
  private readonly watched = new Set<Watched>();
  private readonly timer: NodeJS.Timeout;
  private readonly stopListening: () => void;

  constructor(private readonly revocations: Revocations) {
    this.timer = setInterval(() => this.look(), sweepMs).unref();
    this.stopListening = revocations.onRevoked(() => this.look());
  }

  add(watched: Watched): void {
    if (watched.request?.session) this.watched.add(watched);
  }

  remove(watched: Watched): void {
    this.watched.delete(watched);
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
    for (const each of this.watched) {
      if (!each.request || this.revocations.stands(each.request)) continue;
      this.watched.delete(each);
      each.sessionEnded();
    }
  }
}
