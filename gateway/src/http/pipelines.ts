import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

interface Pipeline {
  last: ServerResponse;
  waiting: number;
}

/** Requests of one connection that may wait for the answers to those before them. */
const mostWaiting = 100;

/**
 * Requests that a client sends without waiting for answers are taken one after the other, with a turn for everybody else
 * in between. Their answers leave in that order anyway; node would begin with all that came in one packet at once.
 */
export class Pipelines {
  private readonly pipelines = new WeakMap<Socket, Pipeline>();

  /** What a request has to wait for: nothing, when the one before it on its connection has been answered. */
  turn(req: IncomingMessage, res: ServerResponse): Promise<void> | undefined {
    const pipeline = this.pipelines.get(req.socket);
    if (!pipeline) {
      this.pipelines.set(req.socket, { last: res, waiting: 0 });
      return undefined;
    }
    const { last } = pipeline;
    pipeline.last = res;
    if (last.writableFinished || last.destroyed) return undefined;
    pipeline.waiting += 1;
    if (pipeline.waiting > mostWaiting) req.socket.destroy();
    return new Promise((resolve) => {
      last.once('close', () => {
        pipeline.waiting -= 1;
        setImmediate(resolve);
      });
    });
  }
}
