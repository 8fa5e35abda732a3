import { parse, print } from 'graphql';
import { post } from './fetcher.js';
import signInOperation from './operations/sign-in.graphql';
import { keepSession } from './session.js';

/** As the manifest of trusted documents has it, which is made from the same file. */
const document = print(parse(signInOperation));

interface SignInAnswer {
  signIn: {
    token?: string;
    expiresAt?: string;
    viewer?: { displayName: string; roles: string[] };
    code?: string;
    message?: string;
  };
}

/** Signs in and keeps the session. Answers what went wrong, or null. */
export async function signIn(username: string, password: string): Promise<string | null> {
  const { data, errors } = await post({
    query: document,
    operationName: 'SignIn',
    variables: { input: { username, password } },
  });
  const answer = (data as SignInAnswer | null | undefined)?.signIn;
  if (answer?.token === undefined) return answer?.message ?? errors?.[0]?.message ?? '没有答复 No answer';
  keepSession({
    token: answer.token,
    expiresAt: answer.expiresAt,
    displayName: answer.viewer?.displayName,
    roles: answer.viewer?.roles,
  });
  return null;
}
