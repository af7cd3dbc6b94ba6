// @ts-nocheck
import tseslint from 'typescript-eslint';

// The runtime carries a line that keeps a user's ESLint away from the copies; here it is linted all the same.
const withoutDisableLine = {
  preprocess: (text) => [text.replace('/* eslint-disable */', '')],
  postprocess: (messages) => messages.flat(),
};

export default tseslint.config(
  { files: ['generators/runtime/files/**'], processor: withoutDisableLine },
  {
    ignores: [
      '**/dist/**',
      '**/node_modules/**',
      'fixtures/**',
      'bin/**',
      '.config/**',
      'test/demo/consumer.ts',
      'test/generators/consumers/**',
    ],
  },
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        projectService: true,
        tsconfigRootDir: new URL('..', import.meta.url).pathname,
      },
    },
    rules: {
      'max-lines': ['error', { max: 300 }],
      'max-lines-per-function': ['error', { max: 50 }],
      'max-params': ['error', 3],
      complexity: ['error', 12],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/explicit-module-boundary-types': 'error',
    },
  },
  {
    files: ['test/**'],
    rules: { 'max-lines-per-function': 'off', 'max-lines': ['error', { max: 500 }] },
  },
);
