import tseslint from 'typescript-eslint';

export default tseslint.config(
  {
    ignores: [
      'api/',
      'build/',
      'dist/',
      'node_modules/',
      '.cache/',
      // They import the package as others do: verify/package checks them where it is installed.
      'examples/',
      // Generated: each is named after an API group, which has a dot.
      'imports/*.*.ts',
    ],
  },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    // test/types.test.ts says so where a mistake is found by a rule: an exception that is not needed any more is an error.
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      // `() => void` with a call that gives nothing is the plainest way to say it.
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
      // Overflows the stack on recursive types such as Tree (typescript-eslint 8.73).
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // An expression is an object, so it is never false: `!values.enabled` is, for all values. What is asked when a release is
      // rendered is said with not(), and(), or() and choose(). All other things may be asked.
      '@typescript-eslint/strict-boolean-expressions': [
        'error',
        {
          allowAny: true,
          allowNullableBoolean: true,
          allowNullableEnum: true,
          allowNullableNumber: true,
          allowNullableString: true,
          allowNullableObject: true,
        },
      ],
      // tsconfig allows it: keys of JSON are read as properties where that reads better.
      '@typescript-eslint/dot-notation': 'off',
    },
  },
  {
    // A stack is loaded when it is asked for, and what a command needs when it is run: help is there at once.
    files: ['lib/stacks/stacks.ts', 'lib/app/cli/*.ts'],
    rules: { '@typescript-eslint/no-require-imports': 'off' },
  },
  {
    // Tests print what they find, whatever it is.
    files: ['test/**/*.ts', 'verify/**/*.ts'],
    rules: {
      '@typescript-eslint/no-base-to-string': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
    },
  },
);
