/** @type {import('jest').Config} */
module.exports = {
  ...require('../jest.base'),
  testMatch: ['<rootDir>/test/growth/**/*.test.ts'],
  // Each test is a command that takes a minute on two processors, and longer where others work.
  testTimeout: 900_000,
};
