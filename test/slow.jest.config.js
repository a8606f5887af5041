/**
 * What takes tens of seconds a file: files called `NAME.slow.test.ts`, beside the tests of the same, and the real programs' stand-ins in
 * test/contract.
 *
 * @type {import('jest').Config}
 */
module.exports = {
  ...require('./jest.base'),
  testMatch: ['<rootDir>/test/**/*.slow.test.ts'],
  maxWorkers: '100%',
};
