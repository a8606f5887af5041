/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  // Commands of minutes, which have a script of their own: npm run test:growth.
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/growth/'],
  // swc strips the types only; `npm run lint` checks them. It is ten times faster than compiling.
  transform: {
    '\\.ts$': [
      '@swc/jest',
      { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' } },
    ],
  },
  // With as many tests at once as there are processors: half of their time Helm runs, which they wait for.
  maxWorkers: '100%',
  modulePathIgnorePatterns: ['<rootDir>/dist/'],
  testTimeout: 120_000,
};
