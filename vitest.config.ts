import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/** A path for a report in JSON beside the usual output; .ci/run counts from it. */
const report = process.env.TEST_REPORT;

export default defineConfig({
  test: {
    reporters: report ? ['default', ['json', { outputFile: report }]] : ['default'],
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/postgres.ts'],
    // Most of the time of the long tests is waiting; with one worker fewer than cores a small machine would do them in a row.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    // For a machine with two slow cores that are busy: a test that passes never waits for these.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    teardownTimeout: 60_000,
    expect: { poll: { timeout: 30_000, interval: 20 } },
  },
});
