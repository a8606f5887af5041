/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  // Minutes each, with scripts of their own: npm run test:exhaustive and test:growth.
  testPathIgnorePatterns: ['/node_modules/', '\\.exhaustive\\.test\\.ts$', '<rootDir>/test/growth/'],
  globalSetup: '<rootDir>/test/support/run/setup.ts',
  globalTeardown: '<rootDir>/test/support/run/teardown.ts',
  // swc strips the types only; `npm run lint` checks them. It is ten times faster than compiling.
  transform: {
    '\\.ts$': [
      '@swc/jest',
      { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' } },
    ],
  },
  // With as many tests at once as there are processors: half of their time Helm runs, which they wait for.
  maxWorkers: '100%',
  modulePathIgnorePatterns: ['<rootDir>/build/', '<rootDir>/dist/', '<rootDir>/.cache/'],
  testTimeout: 120_000,
};
