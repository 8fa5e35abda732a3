import { AppError } from '@lianxin/errors';
import { hostOf, isConnectionFailure, type Sql, typeParsers } from '@lianxin/database';
import { Client, type ClientConfig } from 'pg';

/** A connection of one's own, for what belongs to a session: LISTEN and advisory locks. */
interface Session {
  readonly client: Client;
  readonly sql: Sql;
  isLost(): boolean;
}

/** How a session comes to be, and comes back. */
export interface SessionOptions {
  readonly url: string;
  readonly applicationName: string;
  /** The channel to listen on; none unless told. */
  readonly channel?: string;
  /** Whether its statements are all to find rows by an index, also in tables that look small when they are planned. */
  readonly byIndex?: boolean;
  /** Whether a statement is sent without waiting for the answers to those before it. */
  readonly pipeline?: boolean;
  /** Called with the message and the sending session of every notification, and without them when the connection is lost. */
  readonly onSignal: (message?: string, session?: number) => void;
}

/** Longest wait for the server to say goodbye: a peer that is gone says nothing. */
const farewellMs = 1_000;

/** Keeps one session: opens it when it is asked for and there is none, or the last one was lost. One caller at a time. */
export class SessionKeeper {
  private session: Session | undefined;

  constructor(private readonly options: SessionOptions) {}

  /** The session's statements; another object when it is another session, so that its locks are known to be gone. */
  async get(): Promise<Sql> {
    if (this.session?.isLost() !== false) {
      await this.close();
      this.session = await open(this.options);
    }
    return this.session.sql;
  }

  async close(): Promise<void> {
    const { session } = this;
    this.session = undefined;
    if (session === undefined) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, farewellMs);
      void session.client
        .end()
        .catch(() => undefined)
        .then(() => {
          clearTimeout(timer);
          resolve();
        });
    });
  }
}

async function open({
  url,
  applicationName,
  channel,
  byIndex,
  pipeline = false,
  onSignal,
}: SessionOptions): Promise<Session> {
  // The driver's types do not know `pipeline` yet.
  const config: ClientConfig & { readonly pipeline: boolean } = {
    connectionString: url,
    application_name: applicationName,
    connectionTimeoutMillis: 5_000,
    // The server gives up first; if it is not there any more, the driver does.
    options: `-c timezone=UTC -c statement_timeout=30000${byIndex ? ' -c enable_seqscan=off' : ''}`,
    query_timeout: 35_000,
    keepAlive: true,
    pipeline,
    types: typeParsers,
  };
  const client = new Client(config);
  let lost = false;
  const lose = (): void => {
    lost = true;
    onSignal();
  };
  client.on('error', lose);
  client.on('end', lose);
  client.on('notification', ({ payload, processId }) => onSignal(payload, processId));
  try {
    await client.connect();
    if (channel !== undefined) await client.query(`listen ${channel}`);
  } catch (cause) {
    throw new AppError('DATABASE_UNREACHABLE', { host: hostOf(url) }, { cause });
  }
  const run = async <Row>(text: string, values?: readonly unknown[], name?: string): Promise<Row[]> => {
    try {
      return (await client.query({ name, text, values: values as unknown[] | undefined })).rows as Row[];
    } catch (error) {
      // Also when nothing came back in time: the connection may be half open, and would stay so for hours.
      if (isConnectionFailure(error)) lost = true;
      throw error;
    }
  };
  const sql: Sql = {
    query: ({ name, text }, values) => run(text, values, name),
    queryText: (text, values) => run(text, values),
  };
  return { client, sql, isLost: () => lost };
}
