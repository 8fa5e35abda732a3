import type { Locale } from '@lianxin/errors';

/** An account that a demonstration is played with. */
export interface ShownAccount {
  readonly username: string;
  readonly displayName: string;
  /** Where the role holds. */
  readonly place: string;
}

/** What the start screen tells. */
export interface Screen {
  readonly url: string;
  readonly accounts: readonly ShownAccount[];
  /** Null without demo accounts. */
  readonly password: string | null;
  readonly startedInMs: number;
  readonly database: string;
}

/** The one short screen after a start, Chinese first. */
export function startScreen({ url, accounts, password, startedInMs, database }: Screen, locale: Locale): string {
  const say = (zh: string, en: string): string => (locale === 'zh' ? zh : en);
  const width = Math.max(...accounts.map(({ username }) => username.length), 0);
  const people = accounts.map(
    ({ username, displayName, place }) => `    ${username.padEnd(width)}  ${displayName}  ${place}`,
  );
  return [
    '',
    say('  连心 Lianxin 已就绪', '  Lianxin 连心 is ready') +
      say(`(${(startedInMs / 1000).toFixed(1)} 秒)`, ` (${(startedInMs / 1000).toFixed(1)} s)`),
    '',
    `    GraphiQL   ${url}/graphiql`,
    `    GraphQL    ${url}/graphql   (POST · WebSocket · SSE)`,
    `    ${say('健康', 'Health')}       ${url}/health/ready   ${url}/metrics`,
    `    ${say('数据库', 'Database')}     ${database}`,
    '',
    ...(accounts.length > 0
      ? [say(`  演示账号,密码 ${password ?? ''}`, `  Demo accounts, password ${password ?? ''}`), ...people]
      : [
          say(
            '  没有演示账号。开户:npx lianxin accounts add --help',
            '  No demo accounts. To open one: npx lianxin accounts add --help',
          ),
        ]),
    '',
    say('  按 Ctrl-C 停止。', '  Ctrl-C stops it.'),
    '',
  ].join('\n');
}
