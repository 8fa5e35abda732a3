import type { Logger } from 'typeorm';
import type { QueryInfo } from './sql.js';

/** Tells listeners of every statement; TypeORM's are heard by standing in as its logger. It writes no log. */
export class QueryFeed implements Logger {
  private readonly listeners = new Set<(query: QueryInfo) => void>();

  listen(listener: (query: QueryInfo) => void): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  tell(query: QueryInfo): void {
    for (const listener of this.listeners) listener(query);
  }

  logQuery(text: string): void {
    this.tell({ text });
  }

  logQueryError(): void {}
  logQuerySlow(): void {}
  logSchemaBuild(): void {}
  logMigration(): void {}
  log(): void {}
}
