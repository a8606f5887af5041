/** @type {import('jest').Config} */
module.exports = {
  ...require('../test/jest.base'),
  testMatch: ['<rootDir>/verify/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/verify/(cluster|gitops|nodes)/'],
  globalSetup: '<rootDir>/verify/setup.ts',
  maxWorkers: '100%',
  testTimeout: 600_000,
};
