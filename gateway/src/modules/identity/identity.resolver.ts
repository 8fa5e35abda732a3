import { type CommandRefused, refusalOf, type SubgraphContext } from '@lianxin/subgraph-kit';
import { Arg, Ctx, Directive, Mutation, Query, Resolver } from 'type-graphql';
import type { IdentityUseCases } from './identity.use-cases.js';
import type { SignInOutcome } from './session-tokens.js';
import {
  RefreshSessionInput,
  RefreshSessionResult,
  type Session,
  sessionOf,
  SignInInput,
  SignInResult,
  SignOutPayload,
} from './session.types.js';
import { viewerOf } from './viewer.js';
import { Viewer } from './viewer.types.js';

/** What identity's resolvers find on the context. */
export interface IdentityContext extends SubgraphContext {
  readonly useCases: IdentityUseCases;
}

@Resolver()
export class IdentityResolver {
  @Query(() => Viewer, { nullable: true, description: 'Who is asking; null for somebody who has not signed in.' })
  viewer(@Ctx() { request }: IdentityContext): Viewer | null {
    return request.principal && viewerOf(request.principal);
  }

  @Directive('@cost(weight: 100)')
  @Mutation(() => SignInResult, {
    description: 'Signs in (登录). After 5 failures a user name is locked for 15 minutes, for the right password too.',
  })
  async signIn(
    @Arg('input', () => SignInInput) input: SignInInput,
    @Ctx() context: IdentityContext,
  ): Promise<Session | CommandRefused> {
    const { requestId } = context.request;
    return answer(await context.useCases.signIn({ ...input, requestId }), context);
  }

  @Mutation(() => RefreshSessionResult, {
    description: 'Continues a session with its refresh token, which is replaced (续期).',
  })
  async refreshSession(
    @Arg('input', () => RefreshSessionInput) input: RefreshSessionInput,
    @Ctx() context: IdentityContext,
  ): Promise<Session | CommandRefused> {
    return answer(await context.useCases.refreshSession(input.refreshToken), context);
  }

  @Mutation(() => SignOutPayload, { description: 'Ends the session of this request and its live streams (退出登录).' })
  async signOut(@Ctx() { request, useCases }: IdentityContext): Promise<SignOutPayload> {
    const signedOut = request.principal !== null && (await useCases.signOut(request.principal.sessionId));
    return { signedOut };
  }
}

function answer(outcome: SignInOutcome, { request }: IdentityContext): Session | CommandRefused {
  return outcome.ok ? sessionOf(outcome.session) : refusalOf(outcome.reason, request.locale);
}
