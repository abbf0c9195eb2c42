import { beforeAll, expect, it } from 'vitest';
import { inEachGrafana } from './each-version.ts';
import type { OpenPage } from './open-harness.ts';

/** What create-plugin leaves out of bundles, as far as we use it. */
const KNOWN = [
  '@emotion/css',
  '@grafana/data',
  '@grafana/runtime',
  '@grafana/ui',
  'module',
  'react',
  'react/jsx-runtime',
  'react-dom',
  'react-router',
  'rxjs',
];

inEachGrafana('the modules', ['b_overload'], (harness, version) => {
  let open: OpenPage;

  beforeAll(async () => {
    open = await harness().open();
  });

  it('stand in the Grafana that is meant', async () => {
    const { grafana, react } = await open.page.evaluate(() => window.harness.versions);
    expect([grafana, react]).toEqual([
      expect.stringMatching(version === 'g13' ? /^13\.2\./ : /^12\.4\./),
      expect.stringMatching(version === 'g13' ? /^19\./ : /^18\./),
    ]);
  });

  it('load, and ask for nothing that Grafana does not share', async () => {
    const dependencies = await open.page.evaluate(() => window.harness.dependencies());
    expect(Object.keys(dependencies)).toHaveLength(3);
    for (const names of Object.values(dependencies)) {
      expect(names.filter((name) => !KNOWN.includes(name))).toEqual([]);
    }
  });

  it('bring along what they are to', async () => {
    const parts = await open.page.evaluate(() => window.harness.parts());
    expect(parts).toEqual({ pages: true, panel: true, queryEditor: true, configEditor: true });
  });

  it('find a Prometheus and say what it holds when tested', async () => {
    const { status, message } = await open.page.evaluate(() => window.harness.testDataSource('ridgeline'));
    // The recordings are years away from now.
    expect([status, message]).toEqual(['error', expect.stringMatching(/no series of vLLM/)]);
  });

  it('say nothing on the console', () => {
    expect(open.complaints).toEqual([]);
  });
});
