import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    environment: 'node',
    include: ['src/**/*.spec.ts', 'test/**/*.spec.ts'],
    setupFiles: ['./test/support/setup.ts'],
    pool: 'forks',
    maxWorkers: 2,
    // the whole application is loaded once by each worker, not by each file: no test leaves anything behind in its process
    isolate: false,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // real sockets, processes and databases on a busy machine: one second chance where nobody watches
    retry: process.env['CI'] === undefined ? 0 : 1,
  },
});
