import type { ServerResponse } from 'node:http';
import type { Delivery, Form, Outlet } from '../live/fan-out/delivery.js';

const head = Buffer.from('event: next\ndata: ');
const tail = Buffer.from('\n\n');
const event: Form = { write: (json) => Buffer.concat([head, json, tail]) };

/**
 * Events of a stream that are written past graphql-sse, behind what it has announced and not yet written: results of the
 * stream's own source come as chunks a few turns later.
 */
export class DirectEvents implements Outlet {
  private announced = 0;
  private held: Buffer[] = [];
  private heldBytes = 0;

  constructor(
    private readonly res: ServerResponse,
    private readonly bytesAtMost: number,
  ) {}

  /** A result is about to come as a chunk. */
  announce(): void {
    this.announced += 1;
  }

  /** Writes a chunk of graphql-sse: a result, a ping, or the end. */
  writeChunk(chunk: string): void {
    this.res.write(chunk);
    if (chunk.startsWith('event: next')) this.announced -= 1;
    if (this.announced > 0) return;
    for (const bytes of this.held) this.res.write(bytes);
    this.held = [];
    this.heldBytes = 0;
  }

  /** False when too much waits to leave. */
  deliver(delivery: Delivery): boolean {
    const { res } = this;
    if (res.writableLength + this.heldBytes > this.bytesAtMost) return false;
    if (res.destroyed || res.writableEnded) return true;
    const bytes = delivery.as(event);
    if (this.announced > 0) {
      this.held.push(bytes);
      this.heldBytes += bytes.length;
    } else {
      res.write(bytes);
    }
    return true;
  }
}
