import { askGraphql } from '../load/ask.js';

/** Signs in as anybody does; the headers of who is signed in. */
export async function signIn(
  gateway: URL,
  username: string,
  password: string,
): Promise<Readonly<Record<string, string>>> {
  const query = `mutation SignIn($input: SignInInput!) {
    signIn(input: $input) { ... on Session { token } ... on Refusal { code message } } }`;
  const answer = await askGraphql<{ signIn: { token?: string } }>(gateway, {
    query,
    variables: { input: { username, password } },
  });
  const { token } = answer.signIn;
  if (token === undefined) throw new Error(`${username} could not sign in: ${JSON.stringify(answer.signIn)}`);
  return { authorization: `Bearer ${token}` };
}
