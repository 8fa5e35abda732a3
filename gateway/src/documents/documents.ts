import { AppError } from '@lianxin/errors';
import { BoundedCache, type Engine, type Prepared, turns } from '@lianxin/federation-engine';
import { GraphQLError } from 'graphql';
import { callerOf, type GatewayRequest } from '../guard/gateway-request.js';
import type { GatewayLimits } from '../guard/limits.js';
import type { Log } from '../log.js';
import { mayWriteDocuments } from './free-documents.js';
import { type GivenDocument, nameDocument } from './given-document.js';
import { type DocumentOwner, PersistedDocuments } from './persisted-documents.js';
import { sha256 } from './sha256.js';
import type { TrustedDocument, TrustedDocuments, TrustedMode } from './trusted-documents.js';

/** What the choice of documents rests on. */
export interface DocumentsParts {
  readonly engine: Pick<Engine<GatewayRequest>, 'known' | 'prepare'>;
  readonly limits: GatewayLimits;
  readonly trusted: TrustedDocuments;
  readonly mode: TrustedMode;
  readonly log: Log;
}

/** Unregistered documents that are remembered, so that each is written to the log once. */
const notedDocuments = 1_000;

/**
 * From what a client sends to a prepared operation, the same way for every face: a document of the manifest, one that
 * was registered by hash, or a text, where texts are taken. Nothing is stored that the engine has not found good, so a
 * document beyond the limits is refused before it takes a place.
 */
export class Documents {
  private readonly persisted: PersistedDocuments;
  /** Prepared documents of the manifest stay: no flood of other documents can push them out of the engine's cache. */
  private readonly pinned = new Map<TrustedDocument, Prepared>();
  private readonly noted = new BoundedCache<true>(notedDocuments, notedDocuments);

  constructor(private readonly parts: DocumentsParts) {
    this.persisted = new PersistedDocuments(parts.limits);
  }

  /**
   * The operation to run; with `errors` where there is none or it may not be run. Reading a document that is not known
   * takes a turn: many that come at once on many connections would otherwise be read in one.
   */
  async prepare(given: GivenDocument, request: GatewayRequest): Promise<Prepared> {
    try {
      return await this.choose(given, request);
    } catch (error) {
      if (error instanceof AppError) return refused(new GraphQLError(error.message, { originalError: error }));
      if (error instanceof GraphQLError) return refused(error);
      throw error;
    }
  }

  private async choose(given: GivenDocument, request: GatewayRequest): Promise<Prepared> {
    const { limits, mode, trusted } = this.parts;
    const { text, hash, offersText } = nameDocument(given);
    const operationName = given.operationName ?? undefined;
    const known = trusted.find(text, hash);
    if (known) return this.prepareTrusted(known, operationName, request);

    const isFree = mode !== 'required' || mayWriteDocuments(request.principal);
    if (!isFree) throw new AppError('DOCUMENT_NOT_REGISTERED');
    if (text === undefined) {
      const registered = hash === undefined ? undefined : this.persisted.get(hash);
      if (registered !== undefined) return this.read(registered, operationName, request);
      throw offersText ? persistedQueryNotFound() : new AppError('DOCUMENT_NOT_REGISTERED');
    }
    // What the engine refuses for its size is not hashed first.
    const isHashed = hash !== undefined && text.length <= limits.documentBytes;
    if (isHashed && sha256(text) !== hash) throw new AppError('DOCUMENT_HASH_MISMATCH');
    const prepared = await this.read(text, operationName, request);
    if (prepared.errors) return prepared;
    if (isHashed) this.persisted.register(hash, text, ownerOf(request));
    if (mode === 'log' && !mayWriteDocuments(request.principal)) this.note(text, prepared, request);
    return prepared;
  }

  private async read(text: string, operationName: string | undefined, request: GatewayRequest): Promise<Prepared> {
    const { engine } = this.parts;
    const known = engine.known(text, operationName);
    if (known) return known;
    await turns.next(callerOf(request));
    return engine.prepare(text, operationName);
  }

  private async prepareTrusted(
    document: TrustedDocument,
    operationName: string | undefined,
    request: GatewayRequest,
  ): Promise<Prepared> {
    const pinned = this.pinned.get(document) ?? (await this.read(document.text, undefined, request));
    this.pinned.set(document, pinned);
    // A document of the manifest holds one operation; whoever asks for another is told by the engine that there is none.
    const isMeant = operationName === undefined || operationName === pinned.operationName;
    return isMeant ? pinned : this.read(document.text, operationName, request);
  }

  private note(text: string, { operationName }: Prepared, { requestId }: GatewayRequest): void {
    const hash = sha256(text);
    if (this.noted.get(hash)) return;
    this.noted.set(hash, true, 1);
    this.parts.log.warn('document.not_registered', { requestId, hash, operationName });
  }
}

function refused(error: GraphQLError): Prepared {
  return { errors: [error] };
}

/** Clients of the protocol look for exactly this message, and answer it with the text. */
function persistedQueryNotFound(): GraphQLError {
  return new GraphQLError('PersistedQueryNotFound', { extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' } });
}

function ownerOf({ principal, address = '' }: GatewayRequest): DocumentOwner {
  return principal
    ? { key: `account ${principal.accountId}`, isStranger: false }
    : { key: `address ${address}`, isStranger: true };
}
