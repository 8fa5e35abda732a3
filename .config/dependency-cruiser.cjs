/**
 * Who may import whom. Three floors: the ground (shared packages), the four subgraphs and the gateway upon it, and the
 * roof (programs), which nothing imports. `cli` alone joins gateway and subgraphs into one process.
 */
const subgraphs = '^subgraphs/';
const roof = '^packages/(cli|portal|bench|testing|docs)/';
const ground = '^packages/(?!(?:cli|portal|bench|testing|docs)/)';
const tests = ['[.]spec[.]ts$', '[.]int-spec[.]ts$', '/test/'];

module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      comment: 'With decorator metadata a cycle of ES modules fails when it is loaded.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-subgraph-to-subgraph',
      comment: 'A subgraph moves to a server of its own by a change of URL. What two share is a package or an event.',
      severity: 'error',
      from: { path: '^subgraphs/([^/]+)/' },
      to: { path: subgraphs, pathNot: '^subgraphs/$1/' },
    },
    {
      name: 'no-gateway-to-subgraph',
      comment: 'The gateway knows a subgraph by its schema and its transport.',
      severity: 'error',
      from: { path: '^gateway/' },
      to: { path: subgraphs },
    },
    {
      name: 'no-subgraph-to-gateway',
      severity: 'error',
      from: { path: subgraphs },
      to: { path: '^gateway/' },
    },
    {
      name: 'ground-imports-only-ground',
      severity: 'error',
      from: { path: ground, pathNot: tests },
      to: { path: `^(gateway|subgraphs)/|${roof}` },
    },
    {
      name: 'roof-is-imported-by-nothing',
      comment: 'Tests may use @lianxin/testing; a program may start the CLI, never be part of it.',
      severity: 'error',
      from: { path: '^(gateway|subgraphs/[^/]+|packages/([^/]+))/' },
      to: { path: roof, pathNot: '^packages/(testing|$2)/' },
    },
    {
      name: 'source-never-imports-testing',
      severity: 'error',
      from: { path: '.', pathNot: [...tests, '^packages/(testing|bench)/'] },
      to: { path: '^packages/testing/' },
    },
    {
      name: 'only-cli-joins',
      comment:
        'One place puts gateway and subgraphs together; benchmarks and tests go through it. The benchmark of the duty index joins nothing: it measures one module of the gateway on its own database.',
      severity: 'error',
      from: { path: '^packages/(?!cli/)', pathNot: [...tests, '^packages/bench/src/duty-index/'] },
      to: { path: '^(gateway|subgraphs)/' },
    },
    {
      name: 'only-package-roots',
      comment: 'Another package is imported by its name, which is its src/index.ts; the rest is its own business.',
      severity: 'error',
      from: { path: '^(packages/[^/]+|subgraphs/[^/]+|gateway)/' },
      to: {
        path: '^(packages/[^/]+|subgraphs/[^/]+|gateway)/',
        pathNot: ['^$1/', '^[^.]+/src/index[.]ts$'],
      },
    },
    {
      name: 'source-never-imports-tests',
      severity: 'error',
      from: { path: '.', pathNot: tests },
      to: { path: tests },
    },
    {
      name: 'no-drawer-modules',
      comment: 'A file is named for its one subject.',
      severity: 'error',
      from: {},
      to: { path: '/(util|utils|helper|helpers|common|misc)[./]', pathNot: 'node_modules' },
    },
    {
      name: 'resolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^bun:' },
    },
    {
      name: 'no-undeclared-dependency',
      comment: 'What a package imports stands in its own package.json.',
      severity: 'error',
      from: { path: '^(packages|subgraphs|gateway)/', pathNot: tests },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|[.]turbo|[.]data|coverage)/' },
    tsConfig: { fileName: '.config/tsconfig.check.json' },
    tsPreCompilationDeps: true,
    combinedDependencies: false,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      mainFields: ['module', 'main', 'types', 'typings'],
      conditionNames: ['types', 'import', 'node', 'require', 'default'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs', '.json', '.d.ts'],
    },
  },
};
