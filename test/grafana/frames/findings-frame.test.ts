import { describe, expect, it } from 'vitest';
import { diagnoseFleet } from '../../../src/diagnosis/index.ts';
import { findingsFrame, frameKind, rowsBeside, verdictFrame } from '../../../src/grafana/frames/index.ts';
import { analysisOf } from '../../build-page.ts';
import { scrapesOf, windowsOf } from '../../contracts/scrapes.ts';
import { reportOf } from '../../report/build-report.ts';

const windows = windowsOf([...scrapesOf('b_overload'), ...scrapesOf('f_preempt')]);
const { engines } = reportOf(windows, { diagnoses: diagnoseFleet(windows.map((window) => analysisOf(window))) });

describe('the frame of findings', () => {
  const frame = findingsFrame(engines);
  const column = (name: string): unknown[] => frame.fields.find((field) => field.name === name)?.values ?? [];

  it('has these fields, the same without any finding', () => {
    const empty = findingsFrame([]);
    for (const { fields, meta } of [frame, empty]) {
      expect(frameKind(meta)).toBe('findings');
      expect(fields.map(({ name }) => name)).toEqual([
        ...['engine', 'severity', 'finding', 'message', 'do', 'confidence', 'followsFrom'],
        ...['instance', 'rank', 'model_name', 'key'],
      ]);
    }
    expect(empty.length).toBe(0);
  });

  it('has a row for each that fires, engine by engine, a cause before what follows from it', () => {
    const firing = engines.flatMap(({ target, findings = [] }) =>
      findings.filter(({ state }) => state === 'fires').map(({ id }) => [target, id]),
    );
    expect(column('instance').map((target, row) => [target, column('finding')[row]])).toEqual(firing);
    expect(column('finding')[0]).toBe('sequence-cap');
    const churn = column('finding').indexOf('preemption-churn');
    expect(column('finding').indexOf('kv-cache-capacity')).toBeLessThan(churn);
    expect(column('followsFrom')[churn]).toBe('kv-cache-capacity');
  });

  it('carries beside each row all that the finding says', () => {
    const beside = rowsBeside(frame.meta, 'findings') as { id: string; evidence: object }[];
    expect(beside.map(({ id }) => id)).toEqual(column('finding'));
    expect(Object.keys(beside[0]?.evidence ?? {}).length).toBeGreaterThan(0);
    expect(rowsBeside(frame.meta, 'events')).toEqual([]);
    expect(rowsBeside(undefined, 'findings')).toEqual([]);
  });

  it('says what to do about causes alone', () => {
    expect(column('do')[0]).toBe('raise --max-num-seqs to 32');
    expect(column('do')[column('finding').indexOf('preemption-churn')]).toBeNull();
  });
});

describe('the frame of verdicts', () => {
  const frame = verdictFrame(engines);
  const column = (name: string): unknown[] => frame.fields.find((field) => field.name === name)?.values ?? [];

  it('has these fields, and a row for each engine', () => {
    expect(frameKind(frame.meta)).toBe('verdict');
    for (const { fields } of [frame, verdictFrame([])]) {
      expect(fields.map(({ name }) => name)).toEqual([
        ...['engine', 'boundBy', 'confidence', 'summary', 'critical', 'warning', 'info'],
        ...['instance', 'rank', 'model_name', 'key'],
      ]);
    }
    expect(column('instance')).toEqual(engines.map(({ target }) => target));
  });

  it('says what binds each, how sure that is, and counts what fires', () => {
    expect(column('boundBy')).toEqual(engines.map(({ verdict }) => verdict?.boundBy));
    expect(column('boundBy')).toContain('sequence-cap');
    const firing = engines.map(({ findings = [] }) => findings.filter(({ state }) => state === 'fires').length);
    const counted = ['critical', 'warning', 'info'].map((severity) => column(severity) as number[]);
    expect(firing).toEqual(engines.map((_, row) => counted.reduce((sum, counts) => sum + (counts[row] ?? 0), 0)));
  });

  it('leaves empty what nobody judged', () => {
    const unjudged = verdictFrame(reportOf(windows).engines);
    expect(unjudged.fields.find(({ name }) => name === 'boundBy')?.values[0]).toBeNull();
    expect(unjudged.fields.find(({ name }) => name === 'critical')?.values[0]).toBeNull();
  });
});
