import { readFileSync } from 'node:fs';
import { expect, test } from '@grafana/plugin-e2e';

// What only a real Grafana shows. Without one there is nothing to look at, and the run says so.
test.skip(process.env['GRAFANA_URL'] === undefined, 'GRAFANA_URL names no Grafana');

const DASHBOARDS = ['engine-overview', 'queueing', 'goodput', 'roofline', 'kv-cache', 'fleet', 'capacity'];

/** Grafana draws panels, and asks for their data, once they are in sight: on this screen all of them are. */
const TALL_SCREEN = { width: 1600, height: 2400 };

/** Any range in which the Prometheus of this Grafana holds engines; the last fifteen minutes where not given. */
const RANGE = process.env['GRAFANA_RANGE'] ?? 'from=now-15m&to=now';

interface Panel {
  readonly type: string;
  readonly title: string;
}

/** Those outside of rows, which are closed at first. */
function openPanels(name: string): readonly Panel[] {
  const { panels } = JSON.parse(readFileSync(`dashboards/${name}.json`, 'utf8')) as { panels: readonly Panel[] };
  return panels.filter(({ type }) => type !== 'row');
}

test('the data source finds engines', async ({ readProvisionedDataSource, gotoDataSourceConfigPage, page }) => {
  const { uid } = await readProvisionedDataSource({ fileName: 'ridgeline.yml' });
  await gotoDataSourceConfigPage(uid);
  await page.getByRole('button', { name: /^(Save & test|Test)$/ }).click();
  await expect(page.getByText(/\d+ engines? of \d+ models?/)).toBeVisible({ timeout: 20_000 });
});

for (const name of DASHBOARDS) {
  test(`the dashboard ${name} has no panel with an error; rows that are closed stay closed`, async ({
    page,
    selectors,
  }) => {
    await page.setViewportSize(TALL_SCREEN);
    await page.goto(`/d/ridgeline-${name}?${RANGE}`);
    for (const { title } of openPanels(name)) {
      const panel = page.getByTestId(selectors.components.Panels.Panel.title(title));
      await expect(panel).toBeVisible({ timeout: 20_000 });
    }
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
