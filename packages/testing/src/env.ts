const variable = 'LIANXIN_TEST_DATABASE_URL';

/** Tells the test workers, which inherit the environment, where the run's server is. */
export function publishServer(adminUrl: string): void {
  process.env[variable] = adminUrl;
}

/** The admin address of the run's server. */
export function serverOfThisRun(): string {
  const url = process.env[variable];
  if (url === undefined) throw new Error('No test server: integration tests run under the "integration" Jest project');
  return url;
}
