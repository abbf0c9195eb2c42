import { describe, expect, it } from 'vitest';
import { createHistory } from '../../../src/cli/watch/history.ts';
import { chooseEngine, FLEET, view, type Choice, type ViewOptions } from '../../../src/cli/watch/view.ts';
import { engineKey, PLAIN, type Paint, type Report } from '../../../src/report/index.ts';
import { amount, engineReport, reportWith } from './engine-report.ts';

const engine = (name: string) => engineReport({ requestsRunning: amount(3, 'requests') }, name);

const chosen = (name: string, isOpen: boolean): Choice => ({ engine: engineKey(engine(name)), isOpen });

const OPTIONS: ViewOptions = { paint: PLAIN, rows: 60, columns: 200, hint: 'q quits' };

const failures = (count: number): Report['errors'] =>
  Array.from({ length: count }, (_, i) => ({ target: `t${i}`, code: 'unreachable', message: `GET t${i}: refused` }));

const show = (engines: Report['engines'], rest: Partial<ViewOptions> = {}, errors: Report['errors'] = []): string[] =>
  view(reportWith(engines, errors), createHistory(), { ...OPTIONS, ...rest }).split('\n');

describe('the view of watch', () => {
  it('shows one engine in full, with its history and the hint last', () => {
    const lines = show([engine('0')]);
    expect(lines.join('\n')).toContain('HOW BUSY');
    const [history = ''] = createHistory().lines(engine('0'));
    expect(lines.some((line) => line.includes(history.trim()))).toBe(true);
    expect(lines.at(-1)).toBe('q quits');
  });

  it('shows several as a table, with one chosen', () => {
    const lines = show([engine('0'), engine('1'), engine('2')], { choice: chosen('1', false) });
    expect(lines[0]).toMatch(/^ +ENGINE/);
    expect(lines.filter((line) => /engine \d/.test(line))).toEqual([
      expect.stringMatching(/^ .*engine 0/),
      expect.stringMatching(/^▸.*engine 1/),
      expect.stringMatching(/^ .*engine 2/),
    ]);
    expect(lines.join('\n')).not.toContain('HOW BUSY');
  });

  it('shows the chosen one in full when it is open', () => {
    const screen = show([engine('0'), engine('1')], { choice: chosen('1', true) }).join('\n');
    expect(screen).toContain('HOW BUSY');
    expect(screen).toContain('engine 1');
    expect(screen).not.toContain('engine 0');
  });

  it('shows the worst when the chosen one is gone', () => {
    expect(show([engine('0'), engine('1')], { choice: chosen('7', true) }).join('\n')).toContain('engine 0');
  });

  it('follows the chosen one when the order changes', () => {
    const lines = show([engine('2'), engine('1'), engine('0')], { choice: chosen('0', false) });
    expect(lines.find((line) => line.startsWith('▸'))).toContain('engine 0');
  });

  it.each([5, 10, 24])('fits %d rows, and says how much is left out', (rows) => {
    const engines = Array.from({ length: 100 }, (_, index) => engine(`${index}`));
    const lines = show(engines, { rows });
    expect(lines.length).toBeLessThanOrEqual(rows);
    const hidden = Number(/(\d+) more lines/.exec(lines.join('\n'))?.[1]);
    expect(hidden + lines.filter((line) => /engine \d/.test(line)).length).toBe(100);
    expect(lines.at(-1)).toBe('q quits');
  });

  it('fits its columns', () => {
    for (const line of show([engine('0')], { columns: 40, hint: 'x'.repeat(100) }, failures(1))) {
      expect(line.length).toBeLessThanOrEqual(40);
    }
  });

  it('always shows what failed, as an alarm, and counts what it does not show', () => {
    const paint: Paint = { ...PLAIN, alarm: (text) => `<${text}>` };
    const lines = show([engine('0')], { rows: 10, paint }, failures(10));
    expect(lines.length).toBeLessThanOrEqual(10);
    const alarms = lines.filter((line) => line.startsWith('<'));
    expect(alarms[0]).toBe('<! GET t0: refused>');
    const unsaid = Number(/(\d+) more/.exec(alarms.at(-1) ?? '')?.[1]);
    expect(alarms.length - 1 + unsaid).toBe(10);
  });

  it('without any engine says so, what failed, and the hint', () => {
    const lines = show([], {}, failures(1));
    expect(lines[0]).toContain('no engine');
    expect(lines.slice(-2)).toEqual(['! GET t0: refused', 'q quits']);
  });
});

describe('the keys of watch', () => {
  const [UP, DOWN, ENTER, ESCAPE] = ['\u001b[A', '\u001b[B', '\r', '\u001b'] as const;
  const after = (keys: readonly string[], engines = 3) => {
    const fleet = Array.from({ length: engines }, (_, i) => engine(`${i}`));
    const choice = keys.reduce((before, key) => chooseEngine(before, key, fleet), FLEET);
    return { index: fleet.findIndex((each) => engineKey(each) === choice.engine), isOpen: choice.isOpen };
  };

  it.each([
    ['nothing', [], -1, false],
    ['down', [DOWN], 1, false],
    ['down and up', [DOWN, DOWN, UP], 1, false],
    ['up from the first', [UP], 0, false],
    ['down from the last', [DOWN, DOWN, DOWN, DOWN], 2, false],
    ['Enter', [DOWN, ENTER], 1, true],
    ['Enter and on to the next', [ENTER, DOWN], 1, true],
    ['Enter and Esc', [DOWN, ENTER, ESCAPE], 1, false],
    ['another key', [DOWN, ENTER, 'x'], 1, true],
  ] as const)('choose by %s', (_, keys, index, isOpen) => {
    expect(after(keys)).toEqual({ index, isOpen });
  });

  it('choose none of none', () => {
    expect(after([DOWN, DOWN], 0).index).toBe(-1);
  });
});
