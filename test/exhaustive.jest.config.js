/**
 * What tries every value at every place, every mistake or hundreds of generated values, and takes minutes for it. It is beside what tries
 * some of them, in files called `NAME.exhaustive.test.ts`.
 *
 * @type {import('jest').Config}
 */
module.exports = {
  ...require('./jest.base'),
  testMatch: ['<rootDir>/test/**/*.exhaustive.test.ts'],
  maxWorkers: '100%',
};
