import { describe, expect, it } from 'vitest';
import { windowBefore } from '../../../src/cli/watch/window-before.ts';
import { observationOf } from '../../../src/sources/observe.ts';
import { vllm, windowOf } from '../../build-page.ts';

/** What windows of a minute show, every twenty seconds. */
const at = (endAtSeconds: number, engines = 1) => ({
  ...observationOf(
    Array.from({ length: engines }, () => windowOf({ series: { [vllm('num_requests_running')]: '1 1' } })),
    [],
    null,
  ),
  startAtSeconds: endAtSeconds - 60,
  endAtSeconds,
});

describe('the window before', () => {
  it('is the newest that ended as this one begins', () => {
    const before = windowBefore();
    const ends = [60, 80, 100, 120, 140, 170].map((end) => before(at(end))?.endAtSeconds);
    expect(ends).toEqual([undefined, undefined, undefined, 60, 80, 100]);
  });

  it('is none of a fleet', () => {
    const before = windowBefore();
    before(at(60, 21));
    expect(before(at(120, 21))).toBeUndefined();
  });
});
