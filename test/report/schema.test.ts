import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { reportJsonSchema, reportSchema, RIDGELINE_VERSION, type Report } from '../../src/report/index.ts';
import { vllm, windowOf } from '../build-page.ts';
import { reportOf } from './build-report.ts';

const report = (): Report => reportOf([windowOf({ series: { [vllm('num_requests_running')]: '1 2' } })]);
const withMeasure = (measured: unknown): unknown => {
  const [engine] = report().engines;
  return { ...report(), engines: [{ ...engine, measures: { requestsRunning: measured } }] };
};

it('the version is that of package.json', () => {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
  expect(RIDGELINE_VERSION).toBe(version);
  expect(report().ridgeline).toBe(version);
});

it.each([
  ['a known measure', { known: true, value: 1, unit: 'requests', annotations: [] }, true],
  ['an unknown one', { known: false, reason: 'no-traffic', missing: [] }, true],
  ['a value that is no number', { known: true, value: null, unit: 'requests', annotations: [] }, false],
  ['NaN', { known: true, value: Number.NaN, unit: 'requests', annotations: [] }, false],
  ['a unit that is none', { known: true, value: 1, unit: 'furlongs', annotations: [] }, false],
  ['a reason that is none', { known: false, reason: 'dunno', missing: [] }, false],
  ['an annotation that is none', { known: true, value: 1, unit: 'requests', annotations: ['odd'] }, false],
])('%s: accepted %s', (_, measured, accepted) => {
  expect(reportSchema.safeParse(withMeasure(measured)).success).toBe(accepted);
});

it('the JSON Schema names the fields of the report, and which of them are always there', () => {
  const schema = reportJsonSchema() as { properties: Record<string, unknown>; required: string[] };
  expect(Object.keys(schema.properties).sort()).toEqual(
    [...Object.keys(report()), 'settings', 'fleet', 'steps', 'episodes'].sort(),
  );
  expect(schema.required.sort()).toEqual(Object.keys(report()).sort());
});
