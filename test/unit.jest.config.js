/**
 * The tests that mirror lib: a source file has its test in the same place. They start no other program, so that they take seconds
 * and can be run after each change. What needs Helm, a shell, another Node.js or seconds of its own is in the same place too, in
 * files called `NAME.slow.test.ts`, which `npm run test:slow` runs.
 *
 * @type {import('jest').Config}
 */
module.exports = {
  ...require('./jest.base'),
  displayName: 'unit',
  testMatch: ['<rootDir>/test/{engine,kubernetes,stacks,app,testing}/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '\\.(slow|exhaustive)\\.test\\.ts$'],
  moduleNameMapper: { '^(node:)?child_process$': '<rootDir>/test/support/no-processes.ts' },
};
