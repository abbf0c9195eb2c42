import { readFileSync } from 'node:fs';
import { beforeAll, expect, it } from 'vitest';
import { alertsOn, brokenOn, violationsOn } from './accessibility.ts';
import { inEachGrafana } from './each-version.ts';
import type { OpenPage } from './open-harness.ts';
import { rangeOf } from './recorded-prometheus.ts';

const { includes } = JSON.parse(readFileSync('src/plugin.json', 'utf8')) as {
  includes: { type: string; path: string }[];
};
const PAGES = includes.filter(({ type }) => type === 'page').map(({ path }) => path.replace(/^\/a\/[^/]+\//, ''));

inEachGrafana('the pages of the app', ['b_overload'], (harness) => {
  let pages: Record<'dark' | 'light', OpenPage>;

  beforeAll(async () => {
    pages = { dark: await harness().open({ theme: 'dark' }), light: await harness().open({ theme: 'light' }) };
  });

  it.each(PAGES)('%s is drawn, accessibly in both themes', async (path) => {
    const { from, to } = rangeOf(harness().prometheus, 'b_overload');
    for (const { page } of Object.values(pages)) {
      await page.evaluate((address) => window.harness.mountAppPage(address), `${path}?from=${from}&to=${to}`);
      await page.locator('main').getByRole('heading').first().waitFor();
      await page.evaluate(() => window.harness.quiet());
      expect(await brokenOn(page)).toEqual([]);
      expect(await violationsOn(page)).toEqual([]);
      if (path !== 'setup') expect(await alertsOn(page)).toEqual([]);
    }
  });

  // Findings need all that an engine exposes, and their past a judgement of each part of the range.
  it.each([
    ['overview', { requests: 8, expressions: 25, bytes: 250_000 }],
    ['engine', { requests: 13, expressions: 55, bytes: 700_000 }],
  ])('%s asks for no more than that', async (path, most) => {
    const { page } = pages.dark;
    await page.reload();
    await harness().prepare(page);
    harness().server.traffic.clear();
    const { from, to } = rangeOf(harness().prometheus, 'b_overload');
    await page.evaluate((address) => window.harness.mountAppPage(address), `${path}?from=${from}&to=${to}`);
    await page
      .getByText(/Bound by|confidence high/)
      .first()
      .waitFor();
    await page.evaluate(() => window.harness.quiet());
    const { requests, expressions, bytes } = harness().server.traffic;
    const asked = `${requests} requests, ${expressions.length} expressions, ${bytes} bytes`;
    expect(requests, asked).toBeLessThanOrEqual(most.requests);
    expect(expressions.length, asked).toBeLessThanOrEqual(most.expressions);
    expect(bytes, asked).toBeLessThanOrEqual(most.bytes);
  });

  it('say nothing on the console', () => {
    expect(Object.values(pages).flatMap(({ complaints }) => complaints)).toEqual([]);
  });
});
