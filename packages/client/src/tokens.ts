import { GraphQLRequestError } from './request-error.js';

/** Where the access token comes from. Called with a token, the gateway has refused that one: bring another. */
export type TokenSource = (refused?: string) => string | undefined | Promise<string | undefined>;

/** The tokens of one client: asks for one before each connection and request, and remembers which was refused. */
export class Tokens {
  private given: string | undefined;
  private refused: string | undefined;
  private refusal: GraphQLRequestError | undefined;
  /** One question at a time: a refresh token works once. */
  private asking: Promise<string | undefined> | null = null;

  constructor(private readonly source: TokenSource | undefined) {}

  /** @throws GraphQLRequestError where there is no other token than the refused one; whatever the source throws */
  take(): Promise<string | undefined> {
    this.asking ??= this.ask().finally(() => (this.asking = null));
    return this.asking;
  }

  /** The gateway does not take this token any more. News of one that was replaced meanwhile are old. */
  refuse(token: string, refusal?: GraphQLRequestError): void {
    if (token !== this.given) return;
    this.refused = token;
    this.refusal = refusal;
  }

  private async ask(): Promise<string | undefined> {
    const isRefused = (token: string | undefined): boolean => token !== undefined && token === this.refused;
    let token = isRefused(this.given) ? undefined : await this.source?.();
    if (isRefused(this.given) || isRefused(token)) token = await this.source?.(this.refused);
    if (isRefused(token)) {
      throw this.refusal ?? new GraphQLRequestError('SESSION_ENDED', 'The session ended, and there is no other token');
    }
    this.given = token;
    return token;
  }
}
