/**
 * What all suites share: each says where its tests are, and, where it is no project of another one, with how many workers it runs.
 *
 * @type {import('jest').Config}
 */
module.exports = {
  rootDir: require('node:path').dirname(__dirname),
  testEnvironment: 'node',
  globalSetup: '<rootDir>/test/support/run/setup.ts',
  globalTeardown: '<rootDir>/test/support/run/teardown.ts',
  // swc strips the types only; `npm run lint` checks them. It is ten times faster than compiling.
  transform: {
    '\\.ts$': [
      '@swc/jest',
      { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' } },
    ],
  },
  modulePathIgnorePatterns: ['<rootDir>/api/', '<rootDir>/build/', '<rootDir>/dist/', '<rootDir>/.cache/'],
  testTimeout: 120_000,
};
