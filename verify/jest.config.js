/** @type {import('jest').Config} */
module.exports = {
  ...require('../jest.config'),
  rootDir: '..',
  testMatch: ['<rootDir>/verify/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/verify/cluster/', '<rootDir>/verify/nodes/'],
  globalSetup: '<rootDir>/verify/setup.ts',
  testTimeout: 600_000,
};
