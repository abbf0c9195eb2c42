import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { render, reportOf } from '../../src/cli/report-of.ts';
import { PLAIN } from '../../src/report/index.ts';
import { parseSettings } from '../../src/settings/index.ts';
import { recordingSource, type Observation } from '../../src/sources/index.ts';
import { violationsIn } from './accessibility.ts';
import { complaintsOf, launchChromium, whyNoChromium } from './chromium.ts';

const DECLARED = {
  deployments: [{ model: 'meta-llama/Llama-3.2-1B', hardware: { gpu: 'l40s' } }],
  objectives: [{ ttftSeconds: 0.5, tpotSeconds: 0.05 }],
};

async function pageOf(recording: string): Promise<string> {
  const settings = parseSettings(DECLARED);
  if ('problems' in settings) throw new Error(settings.problems.join());
  const source = recordingSource(`test/fixtures/recordings/${recording}.jsonl.gz`);
  const steps: Observation[] = [];
  for await (const step of source.series({}, { stepSeconds: 5 })) steps.push(step);
  const report = reportOf(recording, await source.observe({}), settings.settings, { steps });
  return render(report, 'html', { paint: PLAIN, origin: { hasPast: true, commandLine: 'ridgeline analyze' } });
}

const THEMES = ['light', 'dark'] as const;
const WIDTHS = [360, 1280] as const;

const skipped = whyNoChromium();

// One engine in trouble, and a fleet of two.
describe.skipIf(skipped !== undefined).each(['b_overload', 'k_dp2_api2'])('the page of %s', (recording) => {
  const folder = mkdtempSync(join(tmpdir(), 'ridgeline-page-'));
  const file = join(folder, `${recording}.html`);
  let browser: Browser;

  beforeAll(async () => {
    writeFileSync(file, await pageOf(recording));
    browser = await launchChromium();
  });
  afterAll(async () => {
    await browser.close();
    rmSync(folder, { recursive: true });
  });

  /** Scripts of a test get in only where `bypassCSP`. */
  const open = async (
    width: number,
    theme: 'light' | 'dark',
    bypassCSP = false,
  ): Promise<[Page, string[], string[]]> => {
    const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme: theme, bypassCSP });
    const complaints = complaintsOf(page);
    const requests: string[] = [];
    page.on('request', (request) => requests.push(request.url()));
    await page.goto(pathToFileURL(file).href);
    return [page, complaints, requests];
  };

  it('asks for nothing besides, and says nothing on the console', async () => {
    const [page, complaints, requests] = await open(1280, 'light');
    expect(requests).toEqual([pathToFileURL(file).href]);
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('lets no script in, whoever wrote one into it', async () => {
    const [page] = await open(1280, 'light');
    await expect(page.addScriptTag({ content: 'document.title = "owned"' })).rejects.toThrow(/Content Security Policy/);
    await page.close();
  });

  describe.each(WIDTHS)('%i pixels wide', (width) => {
    it.each(THEMES)('breaks no rule of axe, all of it unfolded, %s', async (theme) => {
      const [page] = await open(width, theme, true);
      await page.evaluate(() => {
        for (const each of document.querySelectorAll('details')) each.open = true;
      });
      expect(await violationsIn(page, 'html', ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'])).toEqual(
        [],
      );
      await page.close();
    });

    it('never scrolls sideways, and no word of a picture leaves the page', async () => {
      const [page] = await open(width, 'light');
      const [scrolled, ...outside] = await page.evaluate(() => [
        document.documentElement.scrollWidth - window.innerWidth,
        ...[...document.querySelectorAll('svg.chart text')].flatMap((text) => {
          const { left, right, width: size } = text.getBoundingClientRect();
          return size > 0 && (left < -1 || right > window.innerWidth + 1) ? [text.textContent] : [];
        }),
      ]);
      expect(scrolled).toBeLessThanOrEqual(0);
      expect(outside).toEqual([]);
      await page.close();
    });
  });

  it('prints, with the numbers that fold away on a screen, in light colours', async () => {
    const [page] = await open(1280, 'dark');
    await page.emulateMedia({ media: 'print' });
    const folded = page.locator('details.printed table').first();
    expect((await folded.boundingBox())?.height).toBeGreaterThan(50);
    const colour = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    expect(colour).toBe('rgb(255, 255, 255)');
    const pdf = await page.pdf({ format: 'A4' });
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    await page.close();
  });
});
