import { expect, it } from 'vitest';
import { GAUGES } from '../../src/exporter/index.ts';
import { createHealth } from '../../src/exporter/health.ts';
import { RIDGELINE_VERSION } from '../../src/report/index.ts';
import { NO_PROMTOOL, promtoolCheck } from './promtool.ts';
import { samplesOf } from './samples.ts';

/** `ridgeline_source_errors_total{code="timeout"}` → value. */
async function valuesOf(health: ReturnType<typeof createHealth>): Promise<Map<string, number>> {
  return new Map(
    samplesOf(await health.text()).map(({ name, labels, value }) => {
      const inner = Object.entries(labels).map(([label, text]) => `${label}="${text}"`);
      return [inner.length === 0 ? name : `${name}{${inner.join(',')}}`, value];
    }),
  );
}

const FACTS = { durationSeconds: 0.2, engines: 3, slowestScrapeSeconds: 0.7, errors: [] };

it('says what runs, and of reports nothing before there is one', async () => {
  const values = await valuesOf(createHealth());
  expect(values.get(`ridgeline_build_info{version="${RIDGELINE_VERSION}",node="${process.version}"}`)).toBe(1);
  expect(values.get('ridgeline_reports_total')).toBe(0);
  for (const absent of ['engines', 'targets_failing', 'slowest_scrape_seconds', 'last_report_timestamp_seconds'])
    expect(values.has(`ridgeline_${absent}`)).toBe(false);
  expect(values.get('process_resident_memory_bytes')).toBeGreaterThan(0);
});

it('tells of the last report', async () => {
  const health = createHealth();
  health.reported(FACTS);
  const values = await valuesOf(health);
  expect(values.get('ridgeline_engines')).toBe(3);
  expect(values.get('ridgeline_targets_failing')).toBe(0);
  expect(values.get('ridgeline_slowest_scrape_seconds')).toBe(0.7);
  expect(values.get('ridgeline_reports_total')).toBe(1);
  expect(values.get('ridgeline_report_duration_seconds_bucket{le="0.1"}')).toBe(0);
  expect(values.get('ridgeline_report_duration_seconds_bucket{le="0.25"}')).toBe(1);
  expect(Math.abs((values.get('ridgeline_last_report_timestamp_seconds') ?? 0) - Date.now() / 1000)).toBeLessThan(5);
});

it('has no slowest scrape when none was answered', async () => {
  const health = createHealth();
  health.reported(FACTS);
  health.reported({ ...FACTS, slowestScrapeSeconds: null });
  expect((await valuesOf(health)).has('ridgeline_slowest_scrape_seconds')).toBe(false);
});

it('counts failures in every report, and targets once', async () => {
  const health = createHealth();
  const [a, b, again] = ['a', 'b', 'b'].map((target) => ({ target, code: 'timeout' }));
  if (!a || !b || !again) throw new Error('unreachable');
  health.reported({ ...FACTS, errors: [a, b, { ...again, code: 'malformed' }] });
  health.reported({ ...FACTS, errors: [a] });
  health.failed('internal');
  const values = await valuesOf(health);
  expect(values.get('ridgeline_targets_failing')).toBe(1);
  expect(values.get('ridgeline_source_errors_total{code="timeout"}')).toBe(3);
  expect(values.get('ridgeline_source_errors_total{code="malformed"}')).toBe(1);
  expect(values.get('ridgeline_source_errors_total{code="internal"}')).toBe(1);
});

it('counts how often settings were read again', async () => {
  const health = createHealth();
  health.settingsReloaded('failure');
  const values = await valuesOf(health);
  expect(values.get('ridgeline_settings_reloads_total{result="failure"}')).toBe(1);
  expect(values.get('ridgeline_settings_reloads_total{result="success"}')).toBe(0);
});

it('writes only numbers, however soon it is asked again', async () => {
  const health = createHealth();
  for (let times = 0; times < 3; times++) {
    const odd = samplesOf(await health.text()).filter(
      ({ name, value }) => !(Number.isFinite(value) && value < 1e15) && name,
    );
    expect(odd).toEqual([]);
  }
});

it('has names that no measure has', async () => {
  const own = new Set(samplesOf(await createHealth().text()).map(({ name }) => name));
  expect([...GAUGES.values()].filter(({ name }) => own.has(name))).toEqual([]);
});

it('passes the check of Prometheus', async ({ skip }) => {
  skip(NO_PROMTOOL !== undefined, NO_PROMTOOL);
  const health = createHealth();
  health.reported({ ...FACTS, errors: [{ target: 'a', code: 'timeout' }] });
  expect(promtoolCheck(await health.text())).toBe('');
});
