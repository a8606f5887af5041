/** @type {import('jest').Config} */
module.exports = {
  ...require('../jest.config'),
  testMatch: ['<rootDir>/verify/nodes/addons/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/'],
  globalSetup: '<rootDir>/verify/nodes/addons/setup.ts',
};
