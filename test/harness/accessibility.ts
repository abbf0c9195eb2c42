import { createRequire } from 'node:module';
import type axe from 'axe-core';
import type { Page } from 'playwright-core';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** What WCAG 2.1 A and AA forbid in what is mounted, one line for each rule and element. */
export async function violationsOn(page: Page): Promise<string[]> {
  await page.evaluate(() => window.harness.quiet());
  return violationsIn(page, 'main', ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa']);
}

/** What these sets of rules forbid in an element of any page that lets scripts in, one line for each rule and element. */
export async function violationsIn(page: Page, element: string, runOnly: string[]): Promise<string[]> {
  await page.addScriptTag({ path: AXE });
  const { violations } = await page.evaluate(
    async ([selector, tags]) => {
      const { axe: loaded } = window as unknown as { axe: typeof axe };
      return loaded.run(selector, { runOnly: tags, resultTypes: ['violations'] });
    },
    [element, runOnly] as const,
  );
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(
      ({ html, failureSummary = '' }) => `${id}: ${html.slice(0, 160)} ${failureSummary.replaceAll(/\s+/g, ' ')}`,
    ),
  );
}

/** What is said to have gone wrong. */
export const alertsOn = async (page: Page): Promise<string[]> =>
  (await page.locator('main').getByRole('alert').allTextContents()).filter((text) => text.trim() !== '');

/** What broke instead of being drawn. */
export const brokenOn = (page: Page): Promise<string[]> => page.getByTestId('broken').allTextContents();
