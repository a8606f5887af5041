/** @type {import('jest').Config} */
module.exports = {
  ...require('../cluster/jest.config'),
  testMatch: ['<rootDir>/verify/gitops/**/*.test.ts'],
  globalSetup: '<rootDir>/verify/gitops/setup.ts',
};
