import { beforeAll, expect, it } from 'vitest';
import { QUERY_KINDS, type QueryKind } from '../../src/grafana/query/index.ts';
import { brokenOn, violationsOn } from './accessibility.ts';
import { DECLARED_SETTINGS } from './declared-settings.ts';
import { inEachGrafana } from './each-version.ts';
import type { OpenPage } from './open-harness.ts';
import { rangeOf } from './recorded-prometheus.ts';

const KINDS = Object.keys(QUERY_KINDS) as QueryKind[];

inEachGrafana('the editors', ['b_overload'], (harness) => {
  let pages: Record<'dark' | 'light', OpenPage>;

  beforeAll(async () => {
    pages = { dark: await harness().open({ theme: 'dark' }), light: await harness().open({ theme: 'light' }) };
  });

  it.each(KINDS)('show a query of kind %s, accessibly in both themes', async (kind) => {
    for (const { page } of Object.values(pages)) {
      await page.evaluate(([query, range]) => window.harness.mountQueryEditor(query, range), [
        { refId: 'A', kind },
        rangeOf(harness().prometheus, 'b_overload'),
      ] as const);
      await page.getByRole('combobox').first().waitFor();
      expect(await brokenOn(page)).toEqual([]);
      expect(await violationsOn(page)).toEqual([]);
    }
  });

  it('choose another kind', async () => {
    const { page } = pages.dark;
    await page.evaluate(([query, range]) => window.harness.mountQueryEditor(query, range), [
      { refId: 'A', kind: 'answer' },
      rangeOf(harness().prometheus, 'b_overload'),
    ] as const);
    // The list shows some kinds at a time.
    await page.getByRole('combobox').first().fill(QUERY_KINDS.roofline.title);
    await page.getByRole('option', { name: QUERY_KINDS.roofline.title }).first().click();
    await expect
      .poll(() => page.evaluate(() => window.harness.edited()))
      .toMatchObject({ refId: 'A', kind: 'roofline' });
  });

  it.each([
    ['nothing set', {}],
    ['everything set', { connection: 'prometheus', prometheusUid: 'prometheus', settings: DECLARED_SETTINGS }],
    ['an address', { connection: 'url' }],
    ['an engine', { connection: 'engine', engineUrl: 'http://gpu-3:8000' }],
  ])('show a configuration with %s, accessibly in both themes', async (_, jsonData) => {
    for (const { page } of Object.values(pages)) {
      await page.evaluate((given) => window.harness.mountConfigEditor(given), jsonData);
      await page.locator('main input').first().waitFor();
      expect(await brokenOn(page)).toEqual([]);
      expect(await violationsOn(page)).toEqual([]);
    }
  });

  it('say nothing on the console', () => {
    expect(Object.values(pages).flatMap(({ complaints }) => complaints)).toEqual([]);
  });
});
