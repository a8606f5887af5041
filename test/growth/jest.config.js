/** @type {import('jest').Config} */
module.exports = {
  ...require('../../jest.config'),
  rootDir: '../..',
  testMatch: ['<rootDir>/test/growth/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/'],
  // Each test is a command that takes a minute on two processors, and longer where others work.
  testTimeout: 900_000,
};
