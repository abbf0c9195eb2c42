import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    testTimeout: 30_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'core',
          include: ['test/**/*.test.ts'],
          exclude: ['test/grafana/**', 'test/harness/**', 'test/e2e/**'],
        },
      },
      {
        extends: true,
        test: {
          name: 'grafana',
          include: ['test/grafana/**/*.test.{ts,tsx}'],
          environment: 'jsdom',
          setupFiles: ['test/grafana/browser-stubs.ts'],
          // Their ES modules import styles and name exports that Node cannot see.
          server: { deps: { inline: [/@grafana\//, /react-data-grid/] } },
        },
      },
      {
        extends: true,
        test: {
          name: 'harness',
          include: ['test/harness/**/*.test.ts'],
          globalSetup: ['test/harness/global-setup.ts'],
          // Two browsers at a time would be slower than one after the other.
          fileParallelism: false,
          testTimeout: 60_000,
          hookTimeout: 300_000,
        },
      },
    ],
  },
});
