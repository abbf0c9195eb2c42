import { describe, expect, it } from 'vitest';
import { createBeat } from '../../../src/sources/scrape/beat.ts';

/** Which of the answers (target, at seconds) completed a beat of 10 s. */
function completed(
  targets: readonly string[],
  answers: readonly (readonly [target: string, atSeconds: number])[],
): boolean[] {
  const beat = createBeat(targets, 10);
  return answers.map(([target, atSeconds]) => beat.isComplete(target, atSeconds));
}

describe('a beat is complete', () => {
  it('with every answer of a single target', () => {
    expect(
      completed(
        ['a'],
        [
          ['a', 0],
          ['a', 10],
          ['a', 20],
        ],
      ),
    ).toEqual([true, true, true]);
  });

  it('when all targets have answered, not with the first', () => {
    expect(
      completed(
        ['a', 'b', 'c'],
        [
          ['a', 0],
          ['b', 1],
          ['c', 2],
          ['a', 10],
          ['b', 11],
          ['c', 12],
        ],
      ),
    ).toEqual([false, false, true, false, false, true]);
  });

  it('without a target that hangs, once half a beat has passed; later it is not waited for', () => {
    expect(
      completed(
        ['a', 'hangs'],
        [
          ['a', 0],
          ['a', 10],
          ['a', 20],
          ['a', 30],
        ],
      ),
    ).toEqual([false, true, true, true]);
  });

  it('with a target that came back, from the beat after on', () => {
    const beat = createBeat(['a', 'b'], 10);
    const answers = [
      ['a', 0, false],
      ['b', 0, true],
      ['a', 10, false],
      ['a', 20, true],
      ['a', 30, true],
      ['b', 31, false],
      ['a', 40, true],
      ['b', 41, false],
      ['a', 50, false],
      ['b', 51, true],
    ] as const;
    expect(answers.map(([target, atSeconds]) => [target, atSeconds, beat.isComplete(target, atSeconds)])).toEqual(
      answers,
    );
  });

  it('once per beat, however often a target answers', () => {
    expect(
      completed(
        ['a'],
        [
          ['a', 0],
          ['a', 3],
          ['a', 6],
          ['a', 9.5],
        ],
      ),
    ).toEqual([true, false, false, true]);
  });
});
