import { request } from 'undici';

/** One JSON request outside the measurement, read whole. */
export async function ask(url: URL, body: string, headers: Readonly<Record<string, string>> = {}): Promise<unknown> {
  const answer = await request(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json', ...headers },
    body,
  });
  const text = await answer.body.text();
  if (answer.statusCode !== 200) throw new Error(`${url.href} answered ${answer.statusCode}: ${text.slice(0, 500)}`);
  return JSON.parse(text);
}

/** The data of a GraphQL answer; errors are thrown. */
export async function askGraphql<Data>(
  url: URL,
  body: { query: string; variables?: object; operationName?: string },
  headers?: Readonly<Record<string, string>>,
): Promise<Data> {
  const { data, errors } = (await ask(url, JSON.stringify(body), headers)) as {
    data: Data;
    errors?: readonly object[];
  };
  if (errors) throw new Error(`${url.href}: ${JSON.stringify(errors).slice(0, 1000)}`);
  return data;
}
