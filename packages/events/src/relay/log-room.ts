import { type Sql, statement } from '@lianxin/database';

const ensureRoom = statement<{ free: number }>('relay_ensure_room', 'select events.ensure_room($1, $2) as free');

/** Sees to it that the log has partitions for the positions to come, before they are needed. */
export class LogRoom {
  /** Free positions, as far as known. */
  private free = 0;

  constructor(
    private readonly ahead: number,
    private readonly partitionSize: number,
  ) {}

  /** Asks the database only when less than `ahead` may be left. */
  async ensure(sql: Sql): Promise<void> {
    if (this.free >= this.ahead) return;
    this.free = (await sql.query(ensureRoom, [this.ahead, this.partitionSize]))[0]?.free ?? 0;
  }

  /** Whether there is a place for one more, whoever takes it. */
  get hasOne(): boolean {
    return this.free > 0;
  }

  took(positions: number): void {
    this.free -= positions;
  }

  /** Another relay may have written meanwhile. */
  forget(): void {
    this.free = 0;
  }
}
