/** The environment of a server under test: ours, in production mode, on the settings that the benchmark gives it. */
export function serverEnvironment(settings: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
  const inherited = { ...process.env };
  // What a developer's shell sets for their own installation must not reach the one under test.
  for (const name of ['DATABASE_URL', 'LIANXIN_SECRET', 'DEMO_PASSWORD', 'NODE_OPTIONS']) delete inherited[name];
  return { ...inherited, NODE_ENV: 'production', GRAPHILE_ENV: 'production', ...settings };
}
