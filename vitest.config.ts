import { defineConfig } from 'vitest/config';

/** The tests of scripts/; the workspaces have their own. */
export default defineConfig({
  test: {
    environment: 'node',
    include: ['scripts/**/*.spec.ts'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
});
