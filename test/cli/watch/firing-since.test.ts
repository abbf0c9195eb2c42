import { describe, expect, it } from 'vitest';
import { createFiringSince } from '../../../src/cli/watch/firing-since.ts';
import type { EngineReport } from '../../../src/report/index.ts';
import { engineReport, fires, reportWith } from './engine-report.ts';

/** 2026-11-22T03:14:46Z, and so many seconds. */
const START = 1_795_317_286;
const at = (seconds: number, ...ids: string[]): EngineReport => {
  const engine = engineReport({});
  const window = { ...engine.window, endAtSeconds: START + seconds };
  return { ...engine, window, findings: ids.map((id) => fires(id, 'm')) };
};

/** What is said after these reports of one engine. */
function after(...engines: EngineReport[]): (id: string) => string | undefined {
  const since = createFiringSince();
  for (const engine of engines) since.add(reportWith([engine]));
  return (id) => since.inWords(engineReport({}), id);
}

describe('since when a finding fires', () => {
  it('is the first report in which it does', () => {
    const said = after(at(0), at(10, 'a'), at(20, 'a', 'b'), at(30, 'a', 'b'));
    expect([said('a'), said('b'), said('c')]).toEqual(['since 03:14:56 UTC', 'since 03:15:06 UTC', undefined]);
  });

  it('is not known where it fired from the first', () => {
    expect(after(at(0, 'a'), at(10, 'a'))('a')).toBe('since before 03:14:46 UTC');
  });

  it('begins anew after a break', () => {
    expect(after(at(0, 'a'), at(10), at(20, 'a'))('a')).toBe('since 03:15:06 UTC');
    expect(after(at(0, 'a'), at(10))('a')).toBeUndefined();
  });

  it('is nothing where the state is another, or the engine has gone', () => {
    const quiet = { ...at(10), findings: [fires('a', 'm', { state: 'cannot-tell' })] };
    expect(after(at(0), quiet)('a')).toBeUndefined();
    const since = createFiringSince();
    since.add(reportWith([at(0, 'a')]));
    since.add(reportWith([]));
    expect(since.inWords(engineReport({}), 'a')).toBeUndefined();
  });
});
