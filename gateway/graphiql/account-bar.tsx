import { type FormEvent, type ReactNode, useState } from 'react';
import { type PageSession, keepSession, useSession } from './session.js';
import { signIn } from './sign-in.js';

/** The demo accounts and what each is. Outside a demo any other name may be typed. */
const accounts: readonly (readonly [username: string, meaning: string])[] = [
  ['constituent', '群众 constituent'],
  ['representative', '代表 deputy'],
  ['liaison', '联络员 liaison officer'],
  ['unit', '承办单位 handling unit'],
  ['office', '代工委 congress office'],
  ['inspector', '督查室 inspector'],
  ['analyst', '分析员 analyst'],
];

/** What was typed into a field of a form. */
function textOf(form: FormData, field: string): string {
  const value = form.get(field);
  return typeof value === 'string' ? value : '';
}

function SignedIn({ session }: { session: PageSession }): ReactNode {
  const until = session.expiresAt === undefined ? '' : new Date(session.expiresAt).toLocaleTimeString();
  return (
    <div className="account">
      <strong>{session.displayName ?? '已粘贴令牌 Token pasted'}</strong>
      <span className="roles">{session.roles?.join(' · ')}</span>
      {until === '' ? null : <span className="roles">有效至 until {until}</span>}
      <button type="button" onClick={() => keepSession(null)}>
        退出 Sign out
      </button>
    </div>
  );
}

function SignInForm({ onToken }: { onToken: () => void }): ReactNode {
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);

  async function submit(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setBusy(true);
    try {
      setProblem(await signIn(textOf(form, 'username'), textOf(form, 'password')));
    } catch (failure) {
      setProblem(failure instanceof Error ? failure.message : String(failure));
    } finally {
      setBusy(false);
    }
  }

  return (
    <form className="account" onSubmit={(event) => void submit(event)}>
      {problem === null ? null : (
        <span className="problem" role="alert">
          {problem}
        </span>
      )}
      <label>
        账号 Account
        <input name="username" list="accounts" autoComplete="username" required />
      </label>
      <datalist id="accounts">
        {accounts.map(([username, meaning]) => (
          <option key={username} value={username} label={meaning} />
        ))}
      </datalist>
      <label>
        密码 Password
        <input name="password" type="password" autoComplete="current-password" required />
      </label>
      <button type="submit" disabled={isBusy}>
        登录 Sign in
      </button>
      <button type="button" className="quiet" onClick={onToken}>
        用令牌 Use a token
      </button>
    </form>
  );
}

function TokenForm({ onBack }: { onBack: () => void }): ReactNode {
  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    const typed = textOf(new FormData(event.currentTarget), 'token');
    const token = typed.trim().replace(/^Bearer\s+/i, '');
    if (token !== '') keepSession({ token });
  }
  return (
    <form className="account" onSubmit={submit}>
      <label>
        令牌 Bearer token
        <input name="token" type="password" autoComplete="off" required className="wide" />
      </label>
      <button type="submit">使用 Use</button>
      <button type="button" className="quiet" onClick={onBack}>
        返回 Back
      </button>
    </form>
  );
}

/** The bar above the editor: who is signed in, or how to be. */
export function AccountBar(): ReactNode {
  const session = useSession();
  const [asksToken, setAsksToken] = useState(false);
  if (session !== null) return <SignedIn session={session} />;
  if (asksToken) return <TokenForm onBack={() => setAsksToken(false)} />;
  return <SignInForm onToken={() => setAsksToken(true)} />;
}
