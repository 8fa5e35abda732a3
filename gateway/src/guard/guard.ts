import type { Clock } from '@lianxin/calendar';
import { AppError, localeFrom } from '@lianxin/errors';
import type { Principal } from '@lianxin/subgraph-kit';
import type { AccessTokens } from './access-token.js';
import { Callers } from './callers.js';
import type { GatewayRequest } from './gateway-request.js';
import { newRequestId } from './request-id.js';
import type { Revocations } from './revocations.js';

/** What a client says of itself, in headers or in `connectionParams`. */
export interface Credentials {
  readonly authorization?: string;
  readonly requestId?: string;
  readonly acceptLanguage?: string;
  /** Network address of the other end. */
  readonly address?: string;
  /** The address that is held to account, see `Addresses`. */
  readonly holder?: string;
  /** The connection to the other end. */
  readonly connection?: object;
}

/** Who is asking. With a fault the request is refused: a broken token is not a missing one. */
export interface Established {
  readonly request: GatewayRequest;
  readonly fault: AppError | null;
}

/** Turns what a client says into the context of a request. */
export interface Guard {
  establish(credentials: Credentials): Established;
  /** One more request of who was established before, on a connection that stays: refused when the session has ended. */
  again(request: GatewayRequest): Established;
}

/** Request ids of a client or a proxy are kept when they are harmless in a log line and a header. */
const saneRequestId = /^[A-Za-z0-9][A-Za-z0-9._:-]{0,63}$/;
const bearer = /^Bearer +([A-Za-z0-9._~+/=-]+)$/i;

/** The guard that every transport goes through. */
export function createGuard(tokens: AccessTokens, revocations: Revocations, clock: Clock): Guard {
  const callers = new Callers();
  return {
    establish({ authorization, requestId, acceptLanguage, address, holder, connection }) {
      const base = {
        requestId: requestId !== undefined && saneRequestId.test(requestId) ? requestId : newRequestId(),
        locale: localeFrom(acceptLanguage),
        ...(address !== undefined && { address }),
      };
      const by = (principal: Principal | null): Pick<GatewayRequest, 'principal' | 'caller'> => {
        const caller = callers.of({ principal, holder, connection });
        return { principal, ...(caller && { caller }) };
      };
      const anonymous: GatewayRequest = { ...base, ...by(null), session: null };
      if (authorization === undefined) return { request: anonymous, fault: null };
      try {
        const token = bearer.exec(authorization)?.[1];
        if (token === undefined) throw new AppError('UNAUTHENTICATED');
        const { principal, session } = tokens.verify(token, clock.now());
        const request: GatewayRequest = { ...base, ...by(principal), session };
        if (!revocations.stands(request)) throw new AppError('SESSION_ENDED');
        return { request, fault: null };
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
        return { request: anonymous, fault: error };
      }
    },
    again(before) {
      const request: GatewayRequest = { ...before, requestId: newRequestId() };
      return { request, fault: revocations.stands(request) ? null : new AppError('SESSION_ENDED') };
    },
  };
}
