import { beforeAll, expect, it } from 'vitest';
import { analysed, type AnalysedEngine } from './analysed.ts';
import { inEachGrafana } from './each-version.ts';
import type { OpenPage } from './open-harness.ts';
import type { PlainRange } from './page/page-api.ts';
import { rangeOf } from './recorded-prometheus.ts';

/** Panel, command line and exporter agree within this. */
const TOLERANCE = 0.01;

inEachGrafana(
  'the numbers of a dashboard are those of `ridgeline analyze`',
  ['b_overload', 'k_dp2_api2'],
  (harness) => {
    let open: OpenPage;
    let range: PlainRange;

    beforeAll(async () => {
      open = await harness().open();
    });

    it.each(['b_overload', 'k_dp2_api2'])('in a table of engines, of %s', async (recording) => {
      range = rangeOf(harness().prometheus, recording);
      const objectives = ['--ttft', '0.3', '--tpot', '0.03', '--e2e', '4'];
      const expected = await analysed(harness().prometheus.url, range, ...objectives);
      const ask = { range, targets: [{ refId: 'A', kind: 'fleet' }] };
      const { frames } = await open.page.evaluate((asked) => window.harness.runQuery(asked), ask);
      const fields = frames[0]?.fields ?? [];
      const column = (name: string): readonly unknown[] => fields.find((field) => field.name === name)?.values ?? [];
      expect([...column('rank')].sort()).toEqual(expected.map(({ engine }) => engine).sort());
      const compared = column('rank').flatMap((rank, row) => {
        const engine = expected.find((each) => each.engine === rank);
        return fields
          .filter(({ type, name }) => type === 'number' && name in (engine?.measures ?? {}))
          .filter(({ name }) => !name.startsWith('roofline'))
          .map(({ name, values }) => difference(name, values[row], engine));
      });
      expect(compared.length).toBeGreaterThanOrEqual(8 * expected.length);
      expect(compared.filter(({ off }) => !(off <= TOLERANCE))).toEqual([]);
    });

    it('as they stand on the screen, in the units of Grafana', async () => {
      range = rangeOf(harness().prometheus, 'b_overload');
      const [engine] = await analysed(harness().prometheus.url, range);
      const panel = { ask: { range, targets: [{ refId: 'A', kind: 'fleet' }] }, width: 1600, height: 300 };
      await open.page.evaluate((asked) => window.harness.mountStandIn(asked), panel);
      const heads = await open.page.getByRole('columnheader').allTextContents();
      const cells = await open.page.getByRole('cell').allTextContents();
      const shown = (head: string): string =>
        cells[heads.indexOf(head)] ?? `no column ${head} among ${heads.join(', ')}`;
      const { completionsPerSecond, kvCacheUsageRatio } = engine?.measures ?? {};
      expect(Number.parseFloat(shown('finished'))).toBeCloseTo(completionsPerSecond?.value ?? 0, 1);
      expect(Number.parseFloat(shown('KV cache used'))).toBeCloseTo((kvCacheUsageRatio?.value ?? 0) * 100, 1);
    });

    it('without a word on the console', () => {
      expect(open.complaints).toEqual([]);
    });
  },
);

function difference(measure: string, shown: unknown, engine: AnalysedEngine | undefined) {
  const { known, value = Number.NaN } = engine?.measures[measure] ?? { known: false };
  const off = known
    ? Math.abs(Number(shown ?? Number.NaN) - value) / Math.max(Math.abs(value), 1e-9)
    : shown === null
      ? 0
      : Infinity;
  return { measure, shown, expected: known ? value : 'unknown', off };
}
