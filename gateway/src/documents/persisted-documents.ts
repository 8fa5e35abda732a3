import { BoundedCache } from '@lianxin/federation-engine';

/** How much the store may hold. */
export interface PersistedLimits {
  readonly persistedDocuments: number;
  readonly persistedBytes: number;
}

/** Whoever registers documents: an account, or a stranger at a network address. */
export interface DocumentOwner {
  readonly key: string;
  readonly isStranger: boolean;
}

interface Persisted {
  readonly text: string;
  /** Every shelf that the document stands on; it leaves all of them at once. */
  readonly shelves: readonly Shelf[];
  readonly owner: DocumentOwner;
}

type Shelf = BoundedCache<Persisted>;

/** Parts of the store: one owner's, and that of all strangers together. */
const ownerShare = 1 / 10;
const strangerShare = 1 / 2;

/** A character takes two bytes at most, an entry on its shelves a few hundred. */
const bytesPerCharacter = 2;
const entryBytes = 500;

/**
 * The documents that clients registered by hash (automatic persisted queries): any client may run any of them, the least
 * recently used make room. Each counts against a share of its owner's, and those of strangers against a share of theirs,
 * so that whoever registers without end pushes out documents of their own: an account or an address at most a tenth of
 * the store, all strangers together at most half.
 */
export class PersistedDocuments {
  private readonly all: Shelf;
  private readonly strangers: Shelf;
  private readonly owners = new Map<string, Shelf>();

  constructor(private readonly limits: PersistedLimits) {
    this.all = this.shelf(1);
    this.strangers = this.shelf(strangerShare);
  }

  get size(): number {
    return this.all.size;
  }

  get(hash: string): string | undefined {
    const found = this.all.get(hash);
    if (!found) return undefined;
    for (const shelf of found.shelves) shelf.get(hash);
    return found.text;
  }

  /** Keeps a document that was found good. One that is known keeps its first owner. */
  register(hash: string, text: string, owner: DocumentOwner): void {
    if (this.get(hash) !== undefined) return;
    const own = this.owners.get(owner.key) ?? this.shelf(ownerShare);
    const shelves = owner.isStranger ? [own, this.strangers, this.all] : [own, this.all];
    const document: Persisted = { text, shelves, owner };
    const bytes = text.length * bytesPerCharacter + entryBytes;
    // The owner's shelf first: whatever is too large for it is on no other.
    if (!own.set(hash, document, bytes)) return;
    this.owners.set(owner.key, own);
    for (const shelf of shelves.slice(1)) shelf.set(hash, document, bytes);
  }

  private shelf(share: number): Shelf {
    const { persistedDocuments, persistedBytes } = this.limits;
    const documents = Math.max(1, Math.floor(persistedDocuments * share));
    return new BoundedCache(documents, persistedBytes * share, (hash, document) => this.forget(hash, document));
  }

  private forget(hash: string, { shelves, owner }: Persisted): void {
    for (const shelf of shelves) shelf.delete(hash);
    if (shelves[0]?.size === 0) this.owners.delete(owner.key);
  }
}
