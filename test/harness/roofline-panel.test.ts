import { beforeAll, expect, it } from 'vitest';
import { brokenOn, violationsOn } from './accessibility.ts';
import { inEachGrafana } from './each-version.ts';
import type { OpenPage } from './open-harness.ts';
import type { PanelMount } from './page/page-api.ts';
import { rangeOf } from './recorded-prometheus.ts';

const SIZES = [
  [200, 160],
  [480, 320],
  [1280, 800],
] as const;

inEachGrafana('the roofline panel', ['b_overload', 'k_dp2_api2'], (harness) => {
  let pages: Record<'dark' | 'light', OpenPage>;

  beforeAll(async () => {
    pages = { dark: await harness().open({ theme: 'dark' }), light: await harness().open({ theme: 'light' }) };
  });

  const panel = (recording: string, width: number, height: number): PanelMount => ({
    ask: { range: rangeOf(harness().prometheus, recording), targets: [{ refId: 'A', kind: 'roofline' }] },
    width,
    height,
  });

  it.each(SIZES)('draws roofs and points at %i × %i pixels, accessibly in both themes', async (width, height) => {
    for (const { page } of Object.values(pages)) {
      await page.evaluate((mounted) => window.harness.mountPanel(mounted), panel('b_overload', width, height));
      expect(await brokenOn(page)).toEqual([]);
      expect(await page.locator('main svg').first().isVisible()).toBe(true);
      expect(await page.locator('main svg path, main svg line').count()).toBeGreaterThan(2);
      expect(await violationsOn(page)).toEqual([]);
    }
  });

  it('stays inside its box', async () => {
    const { page } = pages.dark;
    for (const [width, height] of SIZES) {
      await page.evaluate((mounted) => window.harness.mountPanel(mounted), panel('k_dp2_api2', width, height));
      const overflow = await page
        .locator('main section')
        .first()
        .evaluate((section) => {
          const content = section.querySelector('[data-testid="data-testid panel content"]') ?? section;
          return [content.scrollWidth - content.clientWidth, content.scrollHeight - content.clientHeight];
        });
      expect(overflow).toEqual([0, 0]);
    }
  });

  it('says why where there is no roofline', async () => {
    const { page } = pages.dark;
    const nothing = { ...panel('b_overload', 480, 320), ask: { ...panel('b_overload', 480, 320).ask, targets: [] } };
    await page.evaluate((mounted) => window.harness.mountPanel(mounted), nothing);
    expect(await brokenOn(page)).toEqual([]);
    expect((await page.locator('main').textContent())?.length).toBeGreaterThan(20);
  });

  it('says nothing on the console', () => {
    expect(Object.values(pages).flatMap(({ complaints }) => complaints)).toEqual([]);
  });
});
