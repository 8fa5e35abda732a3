import { fileURLToPath } from 'node:url';
import tseslint from 'typescript-eslint';

const root = fileURLToPath(new URL('..', import.meta.url));

const tests = ['**/*.spec.ts', '**/*.int-spec.ts', '**/test/**', 'packages/testing/**'];
const programs = ['packages/cli/**', 'packages/bench/**'];

const noDefaultExport = {
  selector: 'ExportDefaultDeclaration, ExportSpecifier[exported.name="default"]',
  message: 'Export by name, so that a thing is called the same everywhere.',
};
const noFocusedTest = {
  selector:
    'MemberExpression[object.name=/^(describe|it|test)$/][property.name=/^(skip|only|todo|failing)$/], CallExpression[callee.name=/^(xdescribe|xit|xtest|fdescribe|fit)$/]',
  message: 'A test runs or does not exist.',
};
const noEnvImport = {
  selector: 'ImportDeclaration[source.value=/^(node:)?process$/] ImportSpecifier[imported.name=/^(env|exit)$/]',
  message: 'The environment is read in env.ts; the process ends in a main program.',
};
const noEnv = { object: 'process', property: 'env', message: 'Read the environment in env.ts and pass the value in.' };
const noExit = { object: 'process', property: 'exit', message: 'Only the main program of the CLI ends the process.' };

export default tseslint.config(
  { ignores: ['**/dist/**', '**/node_modules/**', '**/.turbo/**', '**/.data/**', 'coverage/**'] },
  { linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.ts'],
    extends: [...tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { project: ['.config/tsconfig.check.json'], tsconfigRootDir: root } },
    rules: {
      '@typescript-eslint/ban-ts-comment': ['error', { 'ts-expect-error': true, minimumDescriptionLength: 1000 }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/no-floating-promises': ['error', { ignoreVoid: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      // Many interfaces here ask for a promise that one implementation has no need to await.
      '@typescript-eslint/require-await': 'off',
      // The answers of graphql-js are compared with its words, and interfaces here are written in the method style.
      '@typescript-eslint/no-unsafe-enum-comparison': 'off',
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      'max-lines': ['error', { max: 400 }],
      'no-console': 'error',
      'no-restricted-properties': ['error', noEnv, noExit],
      'no-restricted-syntax': ['error', noDefaultExport, noFocusedTest, noEnvImport],
      'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx', 'hack'] }],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
    },
  },
  { files: ['**/env.ts'], rules: { 'no-restricted-properties': ['error', noExit] } },
  { files: programs, rules: { 'no-console': 'off' } },
  {
    files: ['packages/cli/src/main.ts'],
    rules: { 'no-restricted-properties': ['error', noEnv], 'no-restricted-syntax': ['error', noDefaultExport] },
  },
  {
    // Jest matchers and parsed answers are loosely typed; the assertion itself is the check there.
    files: tests,
    rules: {
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      'no-restricted-properties': ['error', noExit],
      'no-restricted-syntax': ['error', noDefaultExport, noFocusedTest],
    },
  },
  {
    // The one thing that tests may have to do without: a server that no package brings.
    files: ['packages/testing/src/describe-with-nats.ts'],
    rules: { 'no-restricted-syntax': ['error', noDefaultExport] },
  },
  {
    // What it compiles is written by the engine; see there why node:vm will not do.
    files: ['packages/federation-engine/src/codegen/program.ts'],
    rules: { '@typescript-eslint/no-implied-eval': 'off' },
  },
  {
    // Jest wants a default export from these two.
    files: ['packages/testing/src/global-*.ts'],
    rules: { 'no-restricted-syntax': ['error', noFocusedTest] },
  },
  {
    files: ['gateway/graphiql/**/*.{ts,tsx}'],
    extends: [...tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { project: ['gateway/graphiql/tsconfig.json'], tsconfigRootDir: root } },
    rules: { 'max-lines': ['error', { max: 400 }], 'no-restricted-syntax': ['error', noDefaultExport] },
  },
  {
    files: ['**/*.{js,mjs,cjs}'],
    rules: {
      'max-lines': ['error', { max: 400 }],
      'no-unused-vars': 'error',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
    },
  },
);
