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

/** Whether nobody watches, so that what is left out would not be noticed. */
export const isCi = (): boolean => Boolean(process.env['CI']);

export const searchPath = (): string => process.env['PATH'] ?? '';
