import { AppError } from '@lianxin/errors';

/** How a client names the document it wants to run: by its text, by an identifier, or by its text and the hash of it. */
export interface GivenDocument {
  /** Empty counts as none: a WebSocket message must have it, also where an identifier stands in its place. */
  readonly query?: string;
  /** GraphQL over HTTP, "persisted documents": `sha256:` and the hash in lower-case hex. */
  readonly documentId?: unknown;
  readonly operationName?: string | null;
  /** `persistedQuery: { version: 1, sha256Hash }` is the protocol of automatic persisted queries. */
  readonly extensions?: Readonly<Record<string, unknown>> | null;
}

/** What was given, checked: at least one of the two is there. */
export interface NamedDocument {
  readonly text: string | undefined;
  /** SHA-256 of the text in lower-case hex, as the client says it. */
  readonly hash: string | undefined;
  /** Whether the client sends the text and the hash as soon as it hears that the hash is not known. */
  readonly offersText: boolean;
}

const sha256Hex = /^[0-9a-f]{64}$/;
const idPrefix = 'sha256:';

/**
 * Reads which document a client means.
 * @throws AppError INVALID_INPUT when it names none, two, or one in a way that is none
 */
export function nameDocument({ query, documentId, extensions }: GivenDocument): NamedDocument {
  const text = query || undefined;
  if (documentId != null) {
    if (text !== undefined) throw invalid('query / documentId');
    return { text, hash: hashOfId(documentId), offersText: false };
  }
  const persisted = extensions?.['persistedQuery'];
  if (persisted != null) return { text, hash: hashOfExtension(persisted), offersText: true };
  if (text === undefined) throw invalid('query');
  return { text, hash: undefined, offersText: false };
}

/** The identifier of a document by the hash of its text. */
export function documentIdOf(hash: string): string {
  return `${idPrefix}${hash}`;
}

function hashOfId(documentId: unknown): string {
  const hash = typeof documentId === 'string' && documentId.startsWith(idPrefix) && documentId.slice(idPrefix.length);
  if (!hash || !sha256Hex.test(hash)) throw invalid('documentId: sha256:…');
  return hash;
}

function hashOfExtension(persisted: unknown): string {
  const { version, sha256Hash } = Object(persisted) as { version?: unknown; sha256Hash?: unknown };
  if (version !== 1) throw invalid('extensions.persistedQuery.version: 1');
  if (typeof sha256Hash !== 'string' || !sha256Hex.test(sha256Hash)) {
    throw invalid('extensions.persistedQuery.sha256Hash');
  }
  return sha256Hash;
}

function invalid(reason: string): AppError {
  return new AppError('INVALID_INPUT', { reason });
}
