import { AppError } from '@lianxin/errors';
import { documentIdOf } from './given-document.js';
import { sha256 } from './sha256.js';

/** What happens to a public client's document that is not in the manifest. */
export type TrustedMode = 'off' | 'log' | 'required';

/** The manifest: the text of every operation of our clients by its identifier, `sha256:` and the hash of the text. */
export type DocumentManifest = Readonly<Record<string, string>>;

/** A document of the manifest. */
export interface TrustedDocument {
  readonly text: string;
}

/** The manifest of these texts, in their order. */
export function manifestOf(documents: Iterable<string>): DocumentManifest {
  return Object.fromEntries(Array.from(documents, (text) => [documentIdOf(sha256(text)), text]));
}

/** The documents of a manifest, found by hash or by their exact text. */
export class TrustedDocuments {
  private readonly byHash = new Map<string, TrustedDocument>();
  private readonly byText = new Map<string, TrustedDocument>();

  /** @throws AppError BAD_CONFIGURATION for a manifest that is none or whose identifiers are not those of its texts */
  constructor(manifest: unknown) {
    if (typeof manifest !== 'object' || manifest === null || Array.isArray(manifest))
      throw unfit('{ "sha256:…": "…" }');
    for (const [id, text] of Object.entries(manifest)) {
      const hash = typeof text === 'string' && sha256(text);
      if (!hash || id !== documentIdOf(hash)) throw unfit(id);
      const document: TrustedDocument = { text };
      this.byHash.set(hash, document);
      this.byText.set(text, document);
    }
  }

  /** The document that was named: by its hash, by its text, or by both when they agree. */
  find(text: string | undefined, hash: string | undefined): TrustedDocument | undefined {
    const found = hash === undefined ? this.byText.get(text ?? '') : this.byHash.get(hash);
    return text === undefined || found?.text === text ? found : undefined;
  }
}

function unfit(reason: string): AppError {
  return new AppError('BAD_CONFIGURATION', { reason: `documents: ${reason.slice(0, 100)}` });
}
