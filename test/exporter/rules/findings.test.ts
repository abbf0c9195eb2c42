import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { reportOf } from '../../../src/cli/report-of.ts';
import { RULES } from '../../../src/diagnosis/index.ts';
import { createAnnotationCounts } from '../../../src/exporter/annotation-counts.ts';
import { renderEngines } from '../../../src/exporter/render-engines.ts';
import { findingGroups, printInhibitions, ruleFile } from '../../../src/exporter/rules/index.ts';
import { NO_SETTINGS } from '../../../src/settings/index.ts';
import { recordingSource } from '../../../src/sources/index.ts';
import { recordingPath } from '../../accuracy/truth.ts';
import { whyMissing } from '../../harness/installed.ts';
import { samplesOf } from '../samples.ts';
import { promtoolTest, said, type Expected, type InputSeries } from './promtool.ts';

const RULES_FILE = {
  'findings.yml': ruleFile(['findings'], NO_SETTINGS, {
    windowSeconds: 300,
    runbookUrl: 'runbook.md',
    pagesUrl: 'https://wiki/rules',
  }),
};

const EXPORTER = 'instance="x:9842",job="ridgeline"';

/** An exporter in good health, whatever it says of engines. */
const HEALTHY: InputSeries = {
  [`up{${EXPORTER}}`]: '1x200',
  [`ridgeline_build_info{version="1",node="v20",${EXPORTER}}`]: '1x200',
  [`ridgeline_last_report_timestamp_seconds{${EXPORTER}}`]: '0+60x200',
  [`ridgeline_targets_failing{${EXPORTER}}`]: '0x200',
};

const ENGINE = `target="http://e:8000/metrics",engine="0",model_name="m",${EXPORTER}`;
const finding = (id: string, values: string, severity = 'critical'): InputSeries => ({
  [`ridgeline_finding{id="${id}",severity="${severity}",${ENGINE}}`]: values,
});
const bound = (id: string, values: string): InputSeries => ({
  [`ridgeline_bound_by{id="${id}",confidence="high",${ENGINE}}`]: values,
});

const minutely = (series: InputSeries, minutes: number) => ({ series, everySeconds: 60, forSeconds: minutes * 60 });
const at = (series: InputSeries, minutes: number, expected: Expected): Promise<string> =>
  promtoolTest(RULES_FILE, minutely({ ...HEALTHY, ...series }, minutes), expected);

const NONE: Expected = { fired: [] };
const CAP = ['RidgelineSequenceCap'];

describe('alerts on findings', () => {
  const alerts = findingGroups().flatMap(({ rules }) => rules);

  it('are one for each rule that is critical or a warning, and those about the exporter', () => {
    const alerted = alerts.flatMap(({ page }) => page ?? []);
    const grave = RULES.filter(({ severity }) => severity !== 'info').map(({ id }) => id);
    expect(alerted.toSorted()).toEqual(grave.filter((id) => id !== 'objective-missed').toSorted());
    expect(alerts.filter(({ page }) => page === undefined)).toHaveLength(4);
    expect(new Set(alerts.map(({ alert }) => alert)).size).toBe(alerts.length);
  });

  it('replace those that say the same from PromQL, and no other', () => {
    const alertsOf = (fromExporter: boolean): string[] =>
      ruleFile(['alerts'], NO_SETTINGS, { windowSeconds: 300, runbookUrl: '', pagesUrl: '', fromExporter }).match(
        /(?<=alert: )\w+/g,
      ) ?? [];
    const kept = alertsOf(true);
    expect(alertsOf(false).filter((alert) => !kept.includes(alert))).toEqual([
      'VllmEngineHung',
      'VllmEngineStalled',
      'VllmQueueGrowing',
      'VllmKvCacheExhausted',
      'VllmPreemptionChurn',
      'VllmReplicasUnbalanced',
    ]);
    expect(kept).toContain('VllmEngineDown');
  });
});

/** What is silent while this alert fires. */
function silencedBy(alert: string): string[] {
  const { inhibit_rules: rules } = parse(printInhibitions()) as {
    inhibit_rules: { source_matchers: string[]; target_matchers: string[] }[];
  };
  return rules
    .filter(({ source_matchers: [source] }) => source === `alertname = ${alert}`)
    .flatMap(({ target_matchers: [target = ''] }) => /"(.*)"/.exec(target)?.[1]?.split('|') ?? []);
}

describe('inhibitions', () => {
  it('silence consequences of causes that have an alert, and nothing else', () => {
    expect(silencedBy('RidgelineKvCacheCapacity')).toEqual(['RidgelinePreemptionChurn', 'RidgelineArrivalOverload']);
    expect(silencedBy('RidgelineDeferredAdmission')).toEqual(['RidgelineSequenceCap', 'RidgelineArrivalOverload']);
    expect(silencedBy('RidgelineArrivalOverload')).toEqual([]);
    const alerts = findingGroups().flatMap(({ rules }) => rules.map(({ alert }) => alert));
    for (const alert of alerts) {
      for (const silenced of silencedBy(alert)) {
        expect(alerts).toContain(silenced);
        expect(silencedBy(silenced)).not.toContain(alert);
      }
    }
  });

  it.skipIf(whyMissing('amtool') !== undefined)('are what Alertmanager reads', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'ridgeline-amtool-'));
    const path = join(folder, 'alertmanager.yml');
    await writeFile(path, `route: { receiver: nobody }\nreceivers: [{ name: nobody }]\n${printInhibitions()}`);
    const said = execFileSync('amtool', ['check-config', path]).toString();
    await rm(folder, { recursive: true });
    expect(said).toMatch(/SUCCESS[\s\S]* - [1-9]\d* inhibit rules/);
  });
});

const skipped = whyMissing('promtool');

describe.skipIf(skipped !== undefined)('a finding', () => {
  it('alerts when it lasts, and ends with it', async () => {
    expect(await at(finding('sequence-cap', '0x5 1x10'), 15, { fired: CAP, firing: CAP })).toBe('');
    expect(await at(finding('sequence-cap', '0x5 1x10 0x5'), 20, { fired: CAP })).toBe('');
    expect(await at(finding('sequence-cap', '0x5 1x3 0x10'), 18, NONE)).toBe('');
  });

  it('that is quiet, or that nobody can judge, does not', async () => {
    expect(await at(finding('sequence-cap', '0x30'), 30, NONE)).toBe('');
    expect(await at({}, 30, NONE)).toBe('');
  });

  it('lasts through one quiet report, and through another severity', async () => {
    const gap = { [`ridgeline_finding{id="sequence-cap",severity="critical",${ENGINE}}`]: '1x6 0 1x40' };
    const scenario = { series: { ...gap, ...fast() }, everySeconds: 15, forSeconds: 420 };
    expect(await promtoolTest(RULES_FILE, scenario, { fired: CAP, firing: CAP })).toBe('');
    const first = finding('sequence-cap', '1x3 stale');
    const then = finding('sequence-cap', '_x3 1x4', 'warning');
    expect(await at({ ...first, ...then }, 7, { fired: CAP, firing: CAP })).toBe('');
  });

  it('says which engine, what it means, what binds and where to read on', async () => {
    const series = { ...HEALTHY, ...finding('sequence-cap', '1x10'), ...bound('deferred-admission', '1x10') };
    const text = await said(RULES_FILE, minutely(series, 10), 'RidgelineSequenceCap');
    expect(text).toContain('m on http://e:8000/metrics (engine 0): every sequence slot is taken');
    expect(text).toContain('vLLM runs at most `max_num_seqs` requests at a time.');
    expect(text).toContain('What binds the engine now: deferred-admission (confidence high).');
    expect(text).toContain('runbook_url="https://wiki/rules/sequence-cap.md"');
    expect(text).toContain('severity="critical"');
  });

  it.each(findingGroups().flatMap(({ rules }) => rules.flatMap(({ alert, page }) => (page ? [[alert, page]] : []))))(
    '%s has a text without a mistake in it',
    async (alert = '', id = '') => {
      const text = await said(RULES_FILE, minutely({ ...HEALTHY, ...finding(id, '1x40') }, 40), alert);
      expect(text).toContain('What binds the engine now: unknown.');
      expect(text).not.toMatch(/error (?:executing|parsing|expanding)|%!|NaN|<no value>/i);
    },
  );
});

/** The healthy exporter, scraped four times a minute. */
function fast(): InputSeries {
  return { ...HEALTHY, [`ridgeline_last_report_timestamp_seconds{${EXPORTER}}`]: '0+15x200' };
}

describe.skipIf(skipped !== undefined)('silence', () => {
  const silent = (over: InputSeries): InputSeries => ({ ...HEALTHY, ...over });
  const of = (series: InputSeries, minutes: number, expected: Expected): Promise<string> =>
    promtoolTest(RULES_FILE, minutely(series, minutes), expected);

  it('of an exporter that is gone, or was never there, is no all-clear', async () => {
    const fired = ['RidgelineExporterDown'];
    const build = `ridgeline_build_info{version="1",node="v20",${EXPORTER}}`;
    const report = `ridgeline_last_report_timestamp_seconds{${EXPORTER}}`;
    const gone = { [`up{${EXPORTER}}`]: '1x5 0x20', [build]: '1x5 stale', [report]: '0+60x5 stale' };
    expect(await of(gone, 25, { fired, firing: fired })).toBe('');
    expect(await of({ 'up{instance="e:8000",job="vllm"}': '1x30' }, 30, { fired, firing: fired })).toBe('');
    // Another exporter that answers does not speak for this one.
    const other = { 'ridgeline_build_info{instance="y:9842",job="ridgeline"}': '1x40' };
    const reports = { 'ridgeline_last_report_timestamp_seconds{instance="y:9842",job="ridgeline"}': '0+60x40' };
    expect(await of({ ...gone, ...other, ...reports }, 25, { fired, firing: fired })).toBe('');
  });

  it('of an exporter without reports is none', async () => {
    const fired = ['RidgelineReportsStale'];
    const report = `ridgeline_last_report_timestamp_seconds{${EXPORTER}}`;
    const stale = silent({ [report]: '0+60x5 300x30', ...finding('sequence-cap', '0x40') });
    expect(await of(stale, 30, { fired, firing: fired })).toBe('');
    expect(await said(RULES_FILE, minutely(stale, 30), 'RidgelineReportsStale')).toContain('last report 25m 0s ago');
    const never = Object.fromEntries(Object.entries(HEALTHY).filter(([name]) => name !== report));
    expect(await of(never, 30, { fired, firing: fired })).toBe('');
    expect(await said(RULES_FILE, minutely(never, 30), 'RidgelineReportsStale')).toContain('last report never');
  });

  it('of targets that do not answer the exporter is none, nor a verdict that nobody can give', async () => {
    const failing = { [`ridgeline_targets_failing{${EXPORTER}}`]: '2x30' };
    const fired = ['RidgelineTargetsFailing'];
    expect(await at(failing, 30, { fired, firing: fired })).toBe('');
    const unknown = ['RidgelineVerdictUnknown'];
    expect(await at(bound('unknown', '1x30'), 30, { fired: unknown, firing: unknown })).toBe('');
    expect(await at(bound('arrivals', '1x30'), 30, NONE)).toBe('');
  });
});

/** What the exporter serves of a recording: a report every 5 s, each over the 20 s before, shown at a sixth of the speed. */
const EVERY_SECONDS = 30;
async function served(name: string, lengthSeconds: number): Promise<InputSeries> {
  const rows = new Map<string, string[]>();
  const steps = Array.from({ length: Math.floor((lengthSeconds - 20) / 5) }, (_, i) => i * 5);
  for (const [i, start] of steps.entries()) {
    const observation = await recordingSource(recordingPath(name)).observe({
      from: { kind: 'offset', seconds: start },
      to: { kind: 'offset', seconds: start + 20 },
    });
    const { engines } = reportOf(name, observation, NO_SETTINGS);
    const page = await renderEngines(engines, createAnnotationCounts());
    for (const { name: metric, labels, value } of samplesOf(page)) {
      if (metric !== 'ridgeline_finding' && metric !== 'ridgeline_bound_by') continue;
      const own = Object.entries(labels).map(([label, text]) => `${label}=${JSON.stringify(text)}`);
      const series = `${metric}{${[...own, EXPORTER].join(',')}}`;
      const row = rows.get(series) ?? steps.map(() => 'stale');
      row[i] = String(value);
      rows.set(series, row);
    }
  }
  const series = Object.fromEntries([...rows].map(([name, row]) => [name, row.join(' ')]));
  return { ...HEALTHY, [`ridgeline_last_report_timestamp_seconds{${EXPORTER}}`]: '0+30x200', ...series };
}

describe.skipIf(skipped !== undefined)('what the exporter serves of a recording', () => {
  const run = async (name: string, lengthSeconds: number, expected: Expected): Promise<string> => {
    const series = await served(name, lengthSeconds);
    const samples = Math.floor((lengthSeconds - 20) / 5);
    return promtoolTest(
      RULES_FILE,
      { series, everySeconds: EVERY_SECONDS, forSeconds: (samples - 1) * EVERY_SECONDS },
      expected,
    );
  };

  it('a_steady: no alert', async () => {
    expect(await run('a_steady', 120, NONE)).toBe('');
  });

  it('b_overload: the slots are full, and what follows from it, which Alertmanager silences', async () => {
    const fired = [...CAP, 'RidgelineArrivalOverload'];
    expect(await run('b_overload', 110, { fired, firing: CAP })).toBe('');
    expect(silencedBy('RidgelineSequenceCap')).toContain('RidgelineArrivalOverload');
  });
});
