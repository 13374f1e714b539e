import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: {
    // Vitest would load graphql's ES build for our files and its CommonJS build for the libraries:
    // two copies whose schemas refuse each other.
    alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }],
  },
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 30_000,
    // Many wait for processes, browsers or Redis: another file has the core meanwhile.
    maxWorkers: '100%',
  },
});
