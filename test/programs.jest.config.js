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
    '<rootDir>/test/(engine|kubernetes|stacks|app|testing)/.*(?<!\\.slow)\\.test\\.ts$',
    // Minutes each, with scripts of their own: npm run test:exhaustive and test:growth.
    '\\.exhaustive\\.test\\.ts$',
    '<rootDir>/test/growth/',
  ],
};
