/** What a peer runs on. */
export interface PeerOptions {
  readonly databaseUrl: string;
  /** Connections to the database at most. */
  readonly poolSize: number;
}
