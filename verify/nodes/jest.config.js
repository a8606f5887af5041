/** @type {import('jest').Config} */
module.exports = {
  ...require('../../test/jest.base'),
  testMatch: ['<rootDir>/verify/nodes/**/*.test.ts'],
  // With the controllers of others, which take long to build: npm run test:addons.
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/verify/nodes/addons/'],
  globalSetup: '<rootDir>/verify/nodes/setup.ts',
  // Nodes take both cores.
  maxWorkers: 1,
  testTimeout: 600_000,
};
