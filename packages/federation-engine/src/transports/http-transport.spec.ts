import { createServer } from 'node:http';
import { closeServer, listen } from '../../test/federation.js';
import { httpTransport, SubgraphFault } from '../index.js';

describe('the http transport', () => {
  test.each<[string, number, string]>([
    ['a page of HTML', 502, '<html>Bad gateway</html>'],
    ['half an answer', 200, '{"data":{"hint":'],
    ['a JSON text', 200, '"ok"'],
  ])('reads %s as not available', async (_, status, body) => {
    const server = createServer((_request, response) => response.writeHead(status).end(body));
    const transport = httpTransport({ url: await listen(server), headers: () => ({}), timeoutMs: 1_000 });
    await expect(transport.execute({ document: '{ hint }', context: {} })).rejects.toMatchObject({
      code: 'SUBGRAPH_UNAVAILABLE',
    });
    await transport.close();
    await closeServer(server);
  });

  test('takes errors with any status, sends headers made for the body', async () => {
    const received: unknown[] = [];
    const server = createServer((request, response) => {
      received.push(request.headers['x-length'], request.headers['content-type']);
      response.writeHead(400).end('{"errors":[{"message":"no"}]}');
    });
    const headers = (context: { who: string }, body: string) => ({ 'x-length': `${context.who} ${body.length}` });
    const transport = httpTransport({ url: `${await listen(server)}/q?a=1`, headers, timeoutMs: 1_000 });
    const answer = await transport.execute({ document: '{ hint }', context: { who: 'w' } });
    expect(answer).toEqual({ errors: [{ message: 'no' }] });
    expect(received).toEqual(['w 20', 'application/json']);
    await transport.close();
    await closeServer(server);
  });

  test('gives up after its time, on abort, on a long answer, and when nobody listens', async () => {
    const dropped: Promise<unknown>[] = [];
    const server = createServer((request, response) => {
      dropped.push(new Promise((resolve) => request.socket.once('close', resolve)));
      if (request.url === '/long') response.end('x'.repeat(100_000));
    });
    const url = await listen(server);
    const hanging = httpTransport({ url, headers: () => ({}), timeoutMs: 30 });
    await expect(hanging.execute({ document: '{ hint }', context: {} })).rejects.toMatchObject({
      code: 'SUBGRAPH_TIMEOUT',
    });
    await dropped[0];
    const patient = httpTransport({ url, headers: () => ({}), timeoutMs: 60_000 });
    const leave = new AbortController();
    const waiting = patient.execute({ document: '{ hint }', context: {}, signal: leave.signal });
    setImmediate(() => leave.abort());
    await expect(waiting).rejects.toBeInstanceOf(SubgraphFault);
    const long = httpTransport({ url: `${url}/long`, headers: () => ({}), timeoutMs: 60_000, maxResponseBytes: 1_000 });
    await expect(long.execute({ document: '{ hint }', context: {} })).rejects.toThrow('too large');
    await Promise.all([hanging.close(), patient.close(), long.close()]);
    await closeServer(server);
    const nobody = httpTransport({ url, headers: () => ({}), timeoutMs: 60_000 });
    await expect(nobody.execute({ document: '{ hint }', context: {} })).rejects.toMatchObject({
      code: 'SUBGRAPH_UNAVAILABLE',
    });
    await nobody.close();
  });

  test('on a shared connection nobody pays for another: not for one who leaves, and not for one who is late', async () => {
    let served = 0;
    const release: (() => void)[] = [];
    const server = createServer((request, response) => {
      request.setEncoding('utf8').on('data', (body: string) => {
        served += 1;
        const answer = (): void => void response.end(JSON.stringify({ data: { got: body } }));
        if (body.includes('hold')) release.push(answer);
        else answer();
      });
    });
    const url = await listen(server);
    const shared = { url, headers: () => ({}), connections: 1 };
    const ask = (transport: ReturnType<typeof httpTransport>, name: string, signal?: AbortSignal) =>
      transport.execute({ document: `query { ${name} }`, context: {}, signal });
    const isAnswer = { data: { got: expect.stringContaining('quick') } };

    const patient = httpTransport({ ...shared, timeoutMs: 60_000 });
    await ask(patient, 'quick');
    const leave = new AbortController();
    const left = ask(patient, 'hold', leave.signal);
    const behind = [ask(patient, 'quick'), ask(patient, 'quick')];
    while (release.length === 0) await new Promise((resolve) => setImmediate(resolve));
    leave.abort();
    await expect(left).rejects.toThrow('gone');
    release[0]!();
    expect(await Promise.all(behind)).toEqual([isAnswer, isAnswer]);
    expect(served).toBe(4);
    await patient.close();

    const hasty = httpTransport({ ...shared, timeoutMs: 1_000 });
    const late = ask(hasty, 'hold');
    await new Promise((resolve) => setTimeout(resolve, 500));
    // Its time begins half-way through the other's, so it is sent again when that one gives up.
    const after = ask(hasty, 'quick');
    await expect(late).rejects.toMatchObject({ code: 'SUBGRAPH_TIMEOUT' });
    expect(await after).toEqual(isAnswer);
    await hasty.close();
    await closeServer(server);
  });
});
