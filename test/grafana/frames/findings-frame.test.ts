import { describe, expect, it } from 'vitest';
import { diagnoseFleet } from '../../../src/diagnosis/index.ts';
import { findingsFrame, frameKind } from '../../../src/grafana/frames/index.ts';
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

  it('says what to do about causes alone', () => {
    expect(column('do')[0]).toBe('raise --max-num-seqs to 32');
    expect(column('do')[column('finding').indexOf('preemption-churn')]).toBeNull();
  });
});
