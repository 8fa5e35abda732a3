import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Health } from '../health.js';
import type { Log } from '../log.js';
import type { Metrics } from '../metrics.js';
import { Pipelines } from './pipelines.js';
import { type Answer, json, respond, text } from './respond.js';
import type { StaticFiles } from './static-files.js';
import { welcomePage } from './welcome-page.js';

/** What the paths of the server lead to. */
export interface Routes {
  readonly graphql: (req: IncomingMessage, res: ServerResponse) => Promise<void>;
  readonly graphiql: StaticFiles;
  readonly health: () => Promise<Health>;
  readonly metrics: Metrics;
  /** False from the moment the server is told to close. */
  readonly isOpen: () => boolean;
  readonly log: Log;
}

const notFound = text(404, 'Not found. 没有这个页面。\n');
const isRead = (method: string | undefined): boolean => method === 'GET' || method === 'HEAD';

/** The path of a request target, without its query. Anything that is no path is nobody's. */
export function pathOf(url: string | undefined): string {
  const path = (url ?? '/').split('?', 1)[0] ?? '/';
  return path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path;
}

async function page(path: string, { graphiql, health, metrics, isOpen }: Routes): Promise<Answer> {
  switch (path) {
    case '/':
      return welcomePage;
    case '/graphiql':
      return graphiql('index.html') ?? text(404, 'GraphiQL is not built: npm run build -w @lianxin/gateway\n');
    case '/health/live':
      return json(200, { status: 'live' });
    case '/health/ready': {
      const { ready, checks } = await health();
      const open = isOpen();
      return json(ready && open ? 200 : 503, { status: ready && open ? 'ready' : 'not ready', checks });
    }
    case '/metrics': {
      const { contentType, text: body } = await metrics.read();
      return { status: 200, headers: { 'content-type': contentType, 'cache-control': 'no-store' }, body };
    }
    default:
      return (path.startsWith('/graphiql/') && graphiql(path.slice('/graphiql/'.length))) || notFound;
  }
}

/** The router: a handful of fixed paths. What fails here is a fault of ours, logged and answered without its reason. */
export function createRouter(routes: Routes): (req: IncomingMessage, res: ServerResponse) => void {
  const pipelines = new Pipelines();
  const route = async (req: IncomingMessage, res: ServerResponse): Promise<void> => {
    const turn = pipelines.turn(req, res);
    if (turn) await turn;
    if (res.destroyed) return;
    const path = pathOf(req.url);
    if (path === '/graphql') return routes.graphql(req, res);
    if (!isRead(req.method)) return respond(res, text(405, 'Method not allowed\n', { allow: 'GET, HEAD' }));
    respond(res, await page(path, routes));
  };
  return (req, res) => {
    route(req, res).catch((cause: unknown) => {
      // A client that hung up while it was sending is no fault.
      if (req.destroyed && !req.complete) return;
      routes.log.error('http.failed', { method: req.method, path: pathOf(req.url), cause });
      respond(res, text(500, 'Internal error\n'));
      res.destroy();
    });
  };
}
