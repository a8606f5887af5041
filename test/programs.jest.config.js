/**
 * The tests beside the unit tests: what compares renderings, and what starts Helm, a shell or another Node.js.
 *
 * @type {import('jest').Config}
 */
module.exports = {
  ...require('./jest.base'),
  displayName: 'programs',
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  testPathIgnorePatterns: [
    '/node_modules/',
    '<rootDir>/test/(engine|kubernetes|stacks|app|testing)/',
    // With scripts of their own: npm run test:slow, test:exhaustive and test:growth.
    '\\.(slow|exhaustive)\\.test\\.ts$',
    '<rootDir>/test/growth/',
  ],
};
