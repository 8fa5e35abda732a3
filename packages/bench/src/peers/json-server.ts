import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

/** The text of a request's body. By events: an async iterator over the same chunks costs more. */
function readBody(req: IncomingMessage, whenRead: (text: string) => void): void {
  const chunks: Buffer[] = [];
  req.on('data', (chunk: Buffer) => chunks.push(chunk));
  req.on('end', () => whenRead((chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)).toString()));
}

function send(res: ServerResponse, text: string): void {
  res.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }).end(text);
}

/** The least that node:http needs: a request's body as JSON in, the text of a JSON answer out. */
export function createJsonServer<Request>(answer: (request: Request) => string | Promise<string>): Server {
  return createServer((req, res) => {
    const fail = (error: unknown): void => void res.writeHead(500).end(String(error));
    readBody(req, (body) => {
      try {
        const text = answer(JSON.parse(body) as Request);
        if (typeof text === 'string') send(res, text);
        else text.then((later) => send(res, later)).catch(fail);
      } catch (error) {
        fail(error);
      }
    });
  });
}
