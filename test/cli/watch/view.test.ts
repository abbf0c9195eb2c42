import { describe, expect, it } from 'vitest';
import { createHistory } from '../../../src/cli/watch/history.ts';
import { FLEET, type Choice } from '../../../src/cli/watch/choice.ts';
import { createFiringSince } from '../../../src/cli/watch/firing-since.ts';
import { view, type ViewOptions } from '../../../src/cli/watch/view.ts';
import { engineKey, PLAIN, type Paint, type Report } from '../../../src/report/index.ts';
import { amount, engineReport, fires, reportWith } from './engine-report.ts';

const engine = (name: string) => engineReport({ requestsRunning: amount(3, 'requests') }, name);

const chosen = (name: string, isOpen: boolean): Choice => ({ ...FLEET, engine: engineKey(engine(name)), isOpen });

const OPTIONS: ViewOptions = { paint: PLAIN, rows: 60, columns: 200, name: 'here' };

const failures = (count: number): Report['errors'] =>
  Array.from({ length: count }, (_, i) => ({ target: `t${i}`, code: 'unreachable', message: `GET t${i}: refused` }));

const show = (engines: Report['engines'], rest: Partial<ViewOptions> = {}, errors: Report['errors'] = []): string[] =>
  view(reportWith(engines, errors), seenOf(engines), { ...OPTIONS, ...rest }).text.split('\n');

const seenOf = (engines: Report['engines']) => {
  const since = createFiringSince();
  since.add(reportWith([]));
  since.add(reportWith(engines));
  return { history: createHistory(), since };
};

describe('the view of watch', () => {
  it('shows one engine in full, with its history and the hint last', () => {
    const lines = show([engine('0')]);
    expect(lines.join('\n')).toContain('HOW BUSY');
    const [history = ''] = createHistory().lines(engine('0'));
    expect(lines.some((line) => line.includes(history.trim()))).toBe(true);
    expect(lines.at(-1)).toMatch(/q quits.* · here$/);
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
    expect(lines.at(-1)).toMatch(/q quits.* · here$/);
  });

  it('fits its columns', () => {
    for (const line of show([engine('0')], { columns: 40, name: 'x'.repeat(100) }, failures(1))) {
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

  it('says what was done last before the keys', () => {
    expect(show([engine('0')], { note: 'saved x.md' }).at(-1)).toMatch(/^saved x\.md · ↑ ↓ choose/);
  });

  it('without any engine says so, what failed, and the hint', () => {
    const lines = show([], {}, failures(1));
    expect(lines[0]).toContain('no engine');
    expect(lines.at(-2)).toBe('! GET t0: refused');
    expect(lines.at(-1)).toContain('q quits');
  });
});

describe('findings, watched', () => {
  const findings = [
    fires('sequence-cap', 'every slot is taken'),
    fires('arrival-overload', 'more come than go', { explainedBy: 'sequence-cap', severity: 'warning' }),
    fires('shape-shift', 'prompts are longer', { severity: 'info' }),
  ];
  const sick = { ...engine('0'), findings };
  const looking = (finding: string | undefined, line?: number): Choice => ({ ...FLEET, finding, line });

  it('say since when they fire, and which is highlighted', () => {
    const lines = show([sick], { choice: looking('arrival-overload') });
    expect(lines.filter((line) => line.includes('since before 03:14:46 UTC'))).toHaveLength(3);
    expect(lines.filter((line) => line.includes('▸'))).toEqual([
      expect.stringContaining(
        '▸ warning  arrival-overload (follows from sequence-cap), since before 03:14:46 UTC: more come than go',
      ),
    ]);
    expect(lines.at(-1)).toContain('? explains it');
    expect(show([sick]).join('\n')).not.toContain('▸');
  });

  it('are in sight when highlighted, however low the terminal', () => {
    const lines = show([sick], { rows: 12, choice: looking('shape-shift') });
    expect(lines.length).toBeLessThanOrEqual(12);
    expect(lines.join('\n')).toContain('▸ info  shape-shift');
    expect(show([sick], { rows: 12 }).join('\n')).not.toContain('shape-shift');
  });

  it('are explained by the page of the rule, line by line', () => {
    const first = show([sick], { rows: 20, columns: 60, choice: looking('sequence-cap', 0) });
    expect(first.slice(0, 3)).toEqual([
      'sequence-cap: every sequence slot is taken',
      '',
      'Fires since before 03:14:46 UTC: every slot is taken',
    ]);
    expect(first).toContain('What it means');
    expect(first.at(-1)).toContain('Esc back');
    // Nothing is cut off.
    for (const line of first) expect(line.slice(0, 60)).not.toMatch(/…$/);
    const later = show([sick], { rows: 20, columns: 60, choice: looking('sequence-cap', 3) });
    expect(later[0]).toBe(first[3]);
    const past = show([sick], { rows: 20, columns: 60, choice: looking('sequence-cap', 10_000) });
    expect(past.join('\n')).toContain('Little');
    expect(past).toContain('arrival-overload, objective-missed');
  });

  it('stay explained when they end', () => {
    const lines = show([engine('0')], { choice: looking('sequence-cap', 0) });
    expect(lines[2]).toBe('Does not fire any more.');
  });
});
