import { defineConfig, devices } from '@playwright/test';
import type { PluginOptions } from '@grafana/plugin-e2e';

// Against a real Grafana: GRAFANA_URL=http://localhost:3000 npm run e2e. It has the plugins, and the data sources of provisioning.
const GRAFANA_URL = process.env['GRAFANA_URL'];
const CHROMIUM = process.env['CHROMIUM'];

export default defineConfig<PluginOptions>({
  testDir: 'test/e2e',
  reporter: 'list',
  use: {
    ...(GRAFANA_URL !== undefined && { baseURL: GRAFANA_URL }),
    provisioningRootDir: './provisioning',
    ...(CHROMIUM !== undefined && { launchOptions: { executablePath: CHROMIUM, args: ['--no-sandbox'] } }),
  },
  // Without a Grafana nobody can sign in, and every test says that it is skipped.
  projects:
    GRAFANA_URL === undefined
      ? [{ name: 'no Grafana' }]
      : [
          { name: 'sign in', testDir: 'node_modules/@grafana/plugin-e2e/dist/auth', testMatch: [/.*\.js/] },
          {
            name: 'chromium',
            use: { ...devices['Desktop Chrome'], storageState: 'playwright/.auth/admin.json' },
            dependencies: ['sign in'],
          },
        ],
});
