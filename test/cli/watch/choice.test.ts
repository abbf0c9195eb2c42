import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { choose, FLEET, placeOf, type Choice, type PageSize } from '../../../src/cli/watch/choice.ts';
import { engineKey, type EngineReport } from '../../../src/report/index.ts';
import { engineReport, fires } from './engine-report.ts';

const [UP, DOWN, LEFT, RIGHT, ENTER, ESCAPE] = [
  '\u001b[A',
  '\u001b[B',
  '\u001b[D',
  '\u001b[C',
  '\r',
  '\u001b',
] as const;
const [PAGE_UP, PAGE_DOWN] = ['\u001b[5~', '\u001b[6~'] as const;

const PAGE: PageSize = { last: 25, room: 10 };
const findings = [
  fires('shape-shift', 'info comes last', { severity: 'info' }),
  fires('sequence-cap', 'first'),
  fires('arrival-overload', 'second'),
  fires('warm-up', 'quiet', { state: 'quiet' }),
];
const engine = (name: string): EngineReport => ({ ...engineReport({}, name), findings });

const press = (keys: readonly string[], engines: readonly EngineReport[]): Choice =>
  keys.reduce((before, key) => choose(before, key, engines, PAGE), FLEET);

describe('of several engines', () => {
  const fleet = ['0', '1', '2'].map(engine);
  const after = (keys: readonly string[], engines: readonly EngineReport[] = fleet) => {
    const choice = press(keys, engines);
    return { index: engines.findIndex((each) => engineKey(each) === choice.engine), isOpen: choice.isOpen };
  };

  it.each([
    ['nothing', [], -1, false],
    ['down', [DOWN], 1, false],
    ['j and k', ['j', 'j', 'k'], 1, false],
    ['down and up', [DOWN, DOWN, UP], 1, false],
    ['up from the first', [UP], 0, false],
    ['down from the last', [DOWN, DOWN, DOWN, DOWN], 2, false],
    ['Enter', [DOWN, ENTER], 1, true],
    ['Enter and on to the next', [DOWN, ENTER, RIGHT], 2, true],
    ['Enter and back to the one before', [DOWN, ENTER, LEFT], 0, true],
    ['Enter and Esc', [DOWN, ENTER, ESCAPE], 1, false],
    ['another key', [DOWN, ENTER, 'x'], 1, true],
  ] as const)('one is chosen by %s', (_, keys, index, isOpen) => {
    expect(after(keys)).toEqual({ index, isOpen });
  });

  it('none is chosen of none', () => {
    expect(after([DOWN, DOWN], []).index).toBe(-1);
  });

  it('another one is begun with at its top', () => {
    expect(press([ENTER, DOWN, RIGHT], fleet)).toMatchObject({ finding: undefined, line: undefined });
  });
});

describe('of one engine', () => {
  const at = (...keys: string[]) => {
    const { finding, line } = press(keys, [engine('0')]);
    return [finding, line];
  };

  it('a finding that fires is chosen, in the order in which they are shown', () => {
    expect(at()).toEqual([undefined, undefined]);
    expect(at(DOWN)).toEqual(['sequence-cap', undefined]);
    expect(at(DOWN, 'j')).toEqual(['arrival-overload', undefined]);
    expect(at(DOWN, DOWN, DOWN, DOWN)).toEqual(['shape-shift', undefined]);
    expect(at(DOWN, 'k')).toEqual([undefined, undefined]);
  });

  it.each(['?', ENTER])('%j opens its page, or that of the first', (key) => {
    expect(at(DOWN, DOWN, key)).toEqual(['arrival-overload', 0]);
    expect(at(key)).toEqual(['sequence-cap', 0]);
  });

  it('the page moves as far as it reaches, and Esc goes back to the finding', () => {
    expect(at('?', DOWN, DOWN, UP)).toEqual(['sequence-cap', 1]);
    expect(at('?', PAGE_DOWN, ' ')).toEqual(['sequence-cap', 20]);
    expect(at('?', PAGE_DOWN, PAGE_DOWN, PAGE_DOWN)).toEqual(['sequence-cap', PAGE.last]);
    expect(at('?', DOWN, PAGE_UP)).toEqual(['sequence-cap', 0]);
    expect(at('?', DOWN, ESCAPE)).toEqual(['sequence-cap', undefined]);
    expect(at('?', '?')).toEqual(['sequence-cap', undefined]);
  });

  it('nothing opens where nothing fires', () => {
    expect(press([DOWN, '?'], [engineReport({})])).toEqual(FLEET);
  });
});

it('whatever is pressed, what is chosen is there', () => {
  const keys = fc.array(fc.constantFrom(UP, DOWN, LEFT, RIGHT, ENTER, ESCAPE, PAGE_UP, PAGE_DOWN, '?', 'x', ' '));
  fc.assert(
    fc.property(keys, fc.integer({ min: 0, max: 3 }), (pressed, count) => {
      const engines = Array.from({ length: count }, (_, i) => engine(`${i}`));
      const choice = press(pressed, engines);
      expect(placeOf(choice, engines)).toBeLessThan(Math.max(1, count));
      if (choice.line !== undefined) {
        expect(choice.finding).toBeDefined();
        expect(choice.line).toBeGreaterThanOrEqual(0);
        expect(choice.line).toBeLessThanOrEqual(PAGE.last);
      }
    }),
  );
});
