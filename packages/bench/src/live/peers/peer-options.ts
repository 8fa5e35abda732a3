/** What the peers that fan out send: the message that the platform sent, as text and as data. */
export interface FanOutPeerOptions {
  /** The whole message of the protocol. */
  readonly message: string;
}

/** What the peer that listens runs on. */
export interface NotifyPeerOptions {
  readonly databaseUrl: string;
  readonly channel: string;
  /** A statement that brings the message and commits by itself; the notification's own unless told. */
  readonly move?: string;
}
