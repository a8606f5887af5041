/**
 * `npm test`: the tests that mirror lib, and those that start other programs.
 *
 * @type {import('jest').Config}
 */
module.exports = {
  projects: ['<rootDir>/test/unit.jest.config.js', '<rootDir>/test/programs.jest.config.js'],
  // With as many tests at once as there are processors: half of their time Helm runs, which they wait for.
  maxWorkers: '100%',
  // Of all projects: it is an option of a run.
  testTimeout: 120_000,
};
