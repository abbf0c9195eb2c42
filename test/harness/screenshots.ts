// npx tsx test/harness/screenshots.ts <folder> [g13|g12] [part of a name …]: pictures of everything, to be looked at.
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { GRAFANA_VERSIONS } from './grafana-versions.ts';
import { openHarness } from './open-harness.ts';
import type { PlainRange } from './page/page-api.ts';
import { ensureBuilt } from './plugin-build.ts';
import { rangeOf } from './recorded-prometheus.ts';

const RECORDINGS = ['b_overload', 'k_dp2_api2'] as const;
const WIDTHS = [1280, 1600];
const THEMES = ['dark', 'light'] as const;
const PAGES = ['overview', 'engine', 'capacity', 'setup'];

type Shot = readonly [name: string, draw: (page: Page, width: number) => Promise<unknown>];

function shots(ranges: Readonly<Record<string, PlainRange>>, range: PlainRange): Shot[] {
  const dashboards = readdirSync('dashboards').filter((name) => name.endsWith('.json'));
  return [
    ...Object.entries(ranges).map(([recording, own]): Shot => [
      `panel-${recording}`,
      (page, width) =>
        page.evaluate((panel) => window.harness.mountPanel(panel), {
          ask: { range: own, targets: [{ refId: 'A', kind: 'roofline' }] },
          width: width - 40,
          height: 600,
        }),
    ]),
    ...['answer', 'measures', 'percentiles', 'roofline'].map((kind): Shot => [
      `query-editor-${kind}`,
      (page) =>
        page.evaluate(([query, over]) => window.harness.mountQueryEditor(query, over), [
          { refId: 'A', kind, measures: ['generationTokensPerSecond'] },
          range,
        ] as const),
    ]),
    ['config-editor', (page) => page.evaluate(() => window.harness.mountConfigEditor({}))],
    ...dashboards.map((name): Shot => [
      `dashboard-${name.replace('.json', '')}`,
      (page, width) =>
        page.evaluate((dashboard) => window.harness.mountDashboard(dashboard), {
          dashboard: JSON.parse(readFileSync(join('dashboards', name), 'utf8')) as object,
          range,
          width: width - 40,
        }),
    ]),
    ...PAGES.map((path): Shot => [
      `page-${path}`,
      (page) =>
        page.evaluate((address) => window.harness.mountAppPage(address), `${path}?from=${range.from}&to=${range.to}`),
    ]),
  ];
}

const [folder = 'screenshots', version = 'g13', ...wanted] = process.argv.slice(2);
const grafana = GRAFANA_VERSIONS.find((each) => each === version);
if (!grafana) throw new Error(`There is no ${version}, only ${GRAFANA_VERSIONS.join(' and ')}`);
mkdirSync(folder, { recursive: true });
ensureBuilt();
const harness = await openHarness(grafana, RECORDINGS);
try {
  const ranges = Object.fromEntries(RECORDINGS.map((name) => [name, rangeOf(harness.prometheus, name)]));
  const all = shots(ranges, rangeOf(harness.prometheus, 'b_overload'));
  const chosen = all.filter(([name]) => wanted.length === 0 || wanted.some((part) => name.includes(part)));
  for (const theme of THEMES) {
    for (const width of WIDTHS) {
      for (const [name, draw] of chosen) {
        const { page, complaints } = await harness.open({ theme, width });
        await draw(page, width).catch((error: unknown) => complaints.push(String(error)));
        await page.evaluate(() => window.harness.quiet());
        await page.screenshot({ path: join(folder, `${name}-${grafana}-${theme}-${width}.png`), fullPage: true });
        if (complaints.length > 0) process.stderr.write(`${name}, ${theme}, ${width}:\n  ${complaints.join('\n  ')}\n`);
        await page.close();
      }
    }
  }
} finally {
  await harness.close();
}
