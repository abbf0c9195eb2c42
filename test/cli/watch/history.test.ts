import { describe, expect, it } from 'vitest';
import { createHistory } from '../../../src/cli/watch/history.ts';
import { amount, engineReport, reportWith } from './engine-report.ts';

const waiting = (requests: number, engine?: string) =>
  engineReport({ requestsWaiting: amount(requests, 'requests') }, engine);

/** The sparkline of the line that begins so. */
const drawn = (lines: readonly string[], name: string): string =>
  /[▁▂▃▄▅▆▇█][ ▁▂▃▄▅▆▇█]*[▁▂▃▄▅▆▇█]|[▁▂▃▄▅▆▇█]/.exec(lines.find((line) => line.startsWith(name)) ?? '')?.[0] ?? '';

describe('the history of watch', () => {
  it('draws the values of each engine, oldest first, with the present one behind', () => {
    const history = createHistory();
    for (const requests of [0, 7, 14]) {
      history.add(reportWith([waiting(requests, '0'), waiting(14 - requests, '1')]));
    }
    const lines = history.lines(waiting(14, '0'));
    expect(drawn(lines, 'waiting')).toBe('▁▅█');
    expect(lines[0]).toMatch(/ 14$/);
    expect(drawn(history.lines(waiting(0, '1')), 'waiting')).toBe('█▅▁');
  });

  it('says what is unknown as such, and leaves it blank', () => {
    const history = createHistory();
    const unknown = engineReport({ requestsWaiting: { known: false, reason: 'not-exported', missing: ['x'] } });
    for (const engine of [waiting(3), unknown, waiting(3)]) history.add(reportWith([engine]));
    expect(drawn(history.lines(unknown), 'waiting')).toBe('█ █');
    expect(history.lines(unknown)[0]).toMatch(/—$/);
    // Never measured at all.
    for (const line of history.lines(unknown).slice(1)) expect(line).toMatch(/^[\w ]+ +—$/);
  });

  it('forgets what is long ago', () => {
    const history = createHistory();
    for (const requests of [1000, ...new Array<number>(40).fill(1)]) history.add(reportWith([waiting(requests)]));
    expect(drawn(history.lines(waiting(1)), 'waiting')).toBe('█'.repeat(40));
  });

  it('of an engine not seen before is empty, and as wide', () => {
    const history = createHistory();
    const before = history.lines(waiting(5));
    history.add(reportWith([waiting(5)]));
    const after = history.lines(waiting(5));
    expect(drawn(before, 'waiting')).toBe('');
    expect(before.map((line) => line.length)).toEqual(after.map((line) => line.length));
  });
});
