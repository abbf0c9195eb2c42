import { expect, test } from '@grafana/plugin-e2e';

// What only a real Grafana shows. Without one there is nothing to look at, and the run says so.
test.skip(process.env['GRAFANA_URL'] === undefined, 'GRAFANA_URL names no Grafana');

const DASHBOARDS = ['engine-overview', 'queueing', 'goodput', 'roofline', 'kv-cache', 'fleet', 'capacity'];

/** Any range in which the Prometheus of this Grafana holds engines; the last fifteen minutes where not given. */
const RANGE = process.env['GRAFANA_RANGE'] ?? 'from=now-15m&to=now';

test('the data source finds engines', async ({ readProvisionedDataSource, gotoDataSourceConfigPage, page }) => {
  const { uid } = await readProvisionedDataSource({ fileName: 'ridgeline.yml' });
  await gotoDataSourceConfigPage(uid);
  await page.getByRole('button', { name: /^(Save & test|Test)$/ }).click();
  await expect(page.getByText(/\d+ engines? of \d+ models?/)).toBeVisible({ timeout: 20_000 });
});

for (const name of DASHBOARDS) {
  test(`the dashboard ${name} has no panel with an error`, async ({ page }) => {
    await page.goto(`/d/ridgeline-${name}?${RANGE}`);
    await expect(page.getByRole('heading').first()).toBeVisible({ timeout: 20_000 });
    await page.waitForLoadState('networkidle');
    await expect(page.getByTestId('data-testid Panel status error')).toHaveCount(0);
  });
}

for (const path of ['overview', 'engine', 'capacity', 'setup']) {
  test(`the page ${path} says something`, async ({ page }) => {
    await page.goto(`/a/ridgeline-vllm-app/${path}?${RANGE}`);
    await expect(page.getByRole('main').getByRole('heading').first()).toBeVisible({ timeout: 20_000 });
  });
}
