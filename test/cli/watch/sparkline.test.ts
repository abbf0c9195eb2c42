import { describe, expect, it } from 'vitest';
import { sparkline } from '../../../src/cli/watch/sparkline.ts';

describe('a sparkline', () => {
  it('reaches from 0 to the largest value', () => {
    expect(sparkline([0, 1, 2, 3, 4, 5, 6, 7])).toBe('▁▂▃▄▅▆▇█');
    // Not from the smallest: a little change of a large value is a little change.
    expect(sparkline([98, 100, 99])).toBe('███');
  });

  it('has a blank where there is no value, and none for 0', () => {
    expect(sparkline([undefined, 0, 5, undefined])).toBe(' ▁█ ');
  });

  it('of nothing but zeros is flat at the bottom', () => {
    expect(sparkline([0, 0])).toBe('▁▁');
  });

  it('draws what is below 0 as 0', () => {
    expect(sparkline([-3, 6])).toBe('▁█');
  });

  it('of nothing is nothing', () => {
    expect(sparkline([])).toBe('');
    expect(sparkline([undefined])).toBe(' ');
  });
});
