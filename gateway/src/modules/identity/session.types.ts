import { CommandRefused, unionOf } from '@lianxin/subgraph-kit';
import { Field, InputType, ObjectType } from 'type-graphql';
import type { SessionTokens } from './session-tokens.js';
import { viewerOf } from './viewer.js';
import { Viewer } from './viewer.types.js';

@InputType()
export class SignInInput {
  @Field(() => String)
  username!: string;

  @Field(() => String)
  password!: string;
}

@InputType()
export class RefreshSessionInput {
  @Field(() => String)
  refreshToken!: string;
}

/** What a client keeps after it signed in. */
@ObjectType({ simpleResolvers: true, description: 'A session (会话). Send the token as `Authorization: Bearer …`.' })
export class Session {
  @Field(() => String, { description: 'Access token, valid until `expiresAt`.' })
  token!: string;

  @Field(() => Date, { description: 'When the access token ends: 15 minutes after it was made.' })
  expiresAt!: Date;

  @Field(() => String, {
    description: 'Brings a new session once, within 7 days. Used a second time it ends the session for everybody.',
  })
  refreshToken!: string;

  @Field(() => Viewer)
  viewer!: Viewer;
}

@ObjectType({ simpleResolvers: true })
export class SignOutPayload {
  @Field(() => Boolean, { description: 'False when nobody was signed in, or the session had ended before.' })
  signedOut!: boolean;
}

const sessionOrRefusal = (value: object): string => ('token' in value ? 'Session' : 'CommandRefused');

/** The answer to a sign-in: a session, or BAD_CREDENTIALS or ACCOUNT_LOCKED. */
export const SignInResult = unionOf('SignInResult', () => [Session, CommandRefused] as const, sessionOrRefusal);

/** The answer to a refresh: a session, or REFRESH_TOKEN_INVALID. */
export const RefreshSessionResult = unionOf(
  'RefreshSessionResult',
  () => [Session, CommandRefused] as const,
  sessionOrRefusal,
);

/** A session as the API shows it. */
export function sessionOf({ token, expiresAt, refreshToken, principal }: SessionTokens): Session {
  return Object.assign(new Session(), { token, expiresAt, refreshToken, viewer: viewerOf(principal) });
}
