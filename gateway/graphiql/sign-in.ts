import { post } from './fetcher.js';
import { keepSession } from './session.js';

const document = /* GraphQL */ `
  mutation SignIn($input: SignInInput!) {
    signIn(input: $input) {
      ... on Session {
        token
        expiresAt
        viewer {
          id
          displayName
          roles
        }
      }
      ... on Refusal {
        code
        message
      }
    }
  }
`;

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
