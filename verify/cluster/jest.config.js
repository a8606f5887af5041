/** @type {import('jest').Config} */
module.exports = {
  ...require('../../test/jest.base'),
  testMatch: ['<rootDir>/verify/cluster/**/*.test.ts'],
  globalSetup: '<rootDir>/verify/cluster/setup.ts',
  // A control plane takes both cores.
  maxWorkers: 1,
  testTimeout: 600_000,
};
