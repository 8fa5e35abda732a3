/** What the process of the gateway saw since it was last asked. */
export interface Noted {
  /** The longest time its event loop was held up. */
  readonly stallMs: number;
  /** Calls of subgraphs. */
  readonly calls: number;
  readonly logged: readonly string[];
}

/** What the gateway's process is told to do. */
export type Order = { readonly what: 'note' } | { readonly what: 'prepare'; readonly document: string };

/** What it tells. */
export type Told =
  | { readonly what: 'listening'; readonly url: string }
  | { readonly what: 'noted'; readonly noted: Noted }
  | { readonly what: 'prepared'; readonly ms: number; readonly refused: boolean };
