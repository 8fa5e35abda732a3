import { createHmac, timingSafeEqual } from 'node:crypto';
import { AppError } from '@lianxin/errors';
import { Role, type Principal } from '@lianxin/subgraph-kit';
import type { TokenSession } from './gateway-request.js';

/** How long an access token lives. Whatever the revocation list forgets is older than this. */
export const accessTokenMs = 15 * 60_000;

/** Longest token that is looked at; ours are a few hundred bytes. */
const longestToken = 4_096;

/** What a valid token says. */
export interface AccessClaims {
  readonly principal: Principal;
  readonly session: TokenSession;
}

/** Makes and checks access tokens. */
export interface AccessTokens {
  sign(principal: Principal, grantsVersion: number, now: Date): { readonly token: string; readonly expiresAt: Date };
  /** @throws AppError UNAUTHENTICATED for anything but a token of ours, SESSION_ENDED for one that is past its time */
  verify(token: string, now: Date): AccessClaims;
}

interface Payload extends Omit<Principal, 'accountId' | 'sessionId' | 'displayName'> {
  readonly iss: string;
  readonly sub: string;
  readonly sid: string;
  readonly name: string;
  readonly grants: number;
  readonly iat: number;
  readonly exp: number;
}

const issuer = 'lianxin';
const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/**
 * Access tokens are JWTs with HMAC-SHA256. There is one algorithm and one key, and the header is compared as text, so
 * nothing in a token can choose how it is checked; that leaves too little for a JWT library to do to carry one.
 */
export function accessTokens(key: Buffer): AccessTokens {
  const header = encode({ alg: 'HS256', typ: 'JWT' });
  const signatureOf = (body: string): Buffer => createHmac('sha256', key).update(`${header}.${body}`).digest();
  return {
    sign({ accountId, sessionId, displayName, ...scope }, grantsVersion, now) {
      const iat = Math.floor(now.getTime() / 1000);
      const exp = iat + accessTokenMs / 1000;
      const payload: Payload = {
        iss: issuer,
        sub: accountId,
        sid: sessionId,
        name: displayName,
        ...scope,
        grants: grantsVersion,
        iat,
        exp,
      };
      const body = encode(payload);
      return {
        token: `${header}.${body}.${signatureOf(body).toString('base64url')}`,
        expiresAt: new Date(exp * 1000),
      };
    },
    verify(token, now) {
      const [head, body, signature, ...rest] = token.length > longestToken ? [] : token.split('.');
      if (head !== header || !body || !signature || rest.length > 0) throw new AppError('UNAUTHENTICATED');
      const given = Buffer.from(signature, 'base64url');
      const expected = signatureOf(body);
      if (given.length !== expected.length || !timingSafeEqual(given, expected)) throw new AppError('UNAUTHENTICATED');
      // Signed by us, so its shape is ours; only an older edition of this program could have written another.
      const payload = JSON.parse(Buffer.from(body, 'base64url').toString()) as Payload;
      if (payload.iss !== issuer) throw new AppError('UNAUTHENTICATED');
      const expiresAt = new Date(payload.exp * 1000);
      if (now >= expiresAt) throw new AppError('SESSION_ENDED');
      return { principal: principalFrom(payload), session: { expiresAt, grantsVersion: payload.grants } };
    },
  };
}

const knownRoles = new Set<string>(Object.values(Role));
const roleLists = new Map<string, readonly Role[]>();

/** The roles of a token that are known here: the same few lists for thousands of principals. */
function rolesFrom(given: readonly Role[]): readonly Role[] {
  const roles = given.filter((role) => knownRoles.has(role));
  const key = roles.join();
  const known = roleLists.get(key);
  if (!known) roleLists.set(key, roles);
  return known ?? roles;
}

function principalFrom(payload: Payload): Principal {
  const { sub, sid, name, roles, stationId, unitId, representativeId, regionCode } = payload;
  return {
    accountId: sub,
    sessionId: sid,
    displayName: name,
    roles: rolesFrom(roles),
    ...(stationId !== undefined && { stationId }),
    ...(unitId !== undefined && { unitId }),
    ...(representativeId !== undefined && { representativeId }),
    ...(regionCode !== undefined && { regionCode }),
  };
}
