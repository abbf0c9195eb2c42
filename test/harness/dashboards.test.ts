import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { brokenOn, violationsOn } from './accessibility.ts';
import { inEachGrafana } from './each-version.ts';
import type { OpenPage } from './open-harness.ts';
import type { PanelReport } from './page/page-api.ts';
import { rangeOf } from './recorded-prometheus.ts';

const FOLDER = 'dashboards';
const NAMES = readdirSync(FOLDER).filter((name) => name.endsWith('.json'));

/** What the recorded engine does not do: nothing can be drawn of it, but why has to be said. */
const NOT_RECORDED = /^(Draft tokens accepted|Tokens accepted for each draft|Wait after a preemption)/;

interface Dashboard {
  readonly panels: readonly { readonly gridPos: { readonly y: number } }[];
}

/** Of 38 px each, below the bar of the dashboard, on a screen of 900 px. */
const FIRST_SCREEN_ROWS = 20;

/** For the first screen, which answers why it is slow. */
const BUDGET = { requests: 10, expressions: 25 };

inEachGrafana('dashboards', ['b_overload'], (harness) => {
  let open: OpenPage;

  beforeAll(async () => {
    open = await harness().open({ width: 1600, height: 2000 });
  });

  it('are there', () => {
    expect(NAMES.length).toBeGreaterThanOrEqual(7);
  });

  describe.each(NAMES)('%s', (name) => {
    let reports: readonly PanelReport[];

    beforeAll(async () => {
      const dashboard = JSON.parse(readFileSync(join(FOLDER, name), 'utf8')) as object;
      const range = rangeOf(harness().prometheus, 'b_overload');
      // A page of its own: nothing is kept from another dashboard.
      await open.page.reload();
      await harness().prepare(open.page);
      harness().server.traffic.clear();
      reports = await open.page.evaluate((mounted) => window.harness.mountDashboard(mounted), {
        dashboard,
        range,
        width: 1560,
      });
    });

    it('shows no error', async () => {
      expect(reports.filter(({ errors }) => errors.length > 0)).toEqual([]);
      expect(await brokenOn(open.page)).toEqual([]);
    });

    it('has no empty panel', () => {
      const empty = reports.filter(({ type, values }) => type !== 'text' && values === 0);
      expect(empty.filter(({ title, notices }) => !NOT_RECORDED.test(title) || notices.length === 0)).toEqual([]);
    });

    it('gives every number a unit', () => {
      expect(reports.filter(({ units }) => units.includes(''))).toEqual([]);
    });

    it('puts no unit on words, and no sentences into empty cells', () => {
      expect(reports.filter(({ oddities }) => oddities.length > 0)).toEqual([]);
    });

    it('asks for little', () => {
      const { requests, expressions, bytes } = harness().server.traffic;
      expect(requests, `${requests} requests, ${expressions.length} expressions, ${bytes} bytes`).toBeLessThanOrEqual(
        BUDGET.requests,
      );
      expect(expressions.length).toBeLessThanOrEqual(BUDGET.expressions);
    });

    it('is accessible', async () => {
      expect(await violationsOn(open.page)).toEqual([]);
    });
  });

  it('answer on the first screen why an engine is slow, with little data', async () => {
    const whole = JSON.parse(readFileSync(join(FOLDER, 'engine-overview.json'), 'utf8')) as Dashboard;
    const dashboard = { ...whole, panels: whole.panels.filter(({ gridPos }) => gridPos.y < FIRST_SCREEN_ROWS) };
    expect(dashboard.panels.length).toBeGreaterThan(3);
    await open.page.reload();
    await harness().prepare(open.page);
    harness().server.traffic.clear();
    const range = rangeOf(harness().prometheus, 'b_overload');
    await open.page.evaluate((mounted) => window.harness.mountDashboard(mounted), { dashboard, range, width: 1560 });
    const { requests, expressions, bytes } = harness().server.traffic;
    expect(requests).toBeLessThanOrEqual(BUDGET.requests);
    expect(expressions.length).toBeLessThanOrEqual(BUDGET.expressions);
    // Before compression. vLLM's own Overview dashboard: 162 kB, 23 requests, 37 expressions.
    expect(bytes).toBeLessThanOrEqual(100_000);
  });

  it('say nothing on the console', () => {
    expect(open.complaints).toEqual([]);
  });
});
