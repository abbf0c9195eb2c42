// @vitest-environment node
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { shared } from '../../../../src/grafana/datasource/reading/shared.ts';

const never = new AbortController().signal;

describe('what several ask for at about the same time', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  const counting = () => {
    const made: (readonly string[])[] = [];
    const make = (parts: readonly string[]): Promise<number> => Promise.resolve(made.push(parts));
    return { made, make };
  };
  const fresh = () => shared<number, string>({ togetherMilliseconds: 20, keptSeconds: 30 });

  it('is made once, with the parts of all', async () => {
    const { made, make } = counting();
    const answers = fresh();
    const both = Promise.all([answers.get('k', ['a'], never, make), answers.get('k', ['b'], never, make)]);
    await vi.advanceTimersByTimeAsync(20);
    expect(await both).toEqual([1, 1]);
    expect(made).toEqual([['a', 'b']]);
  });

  it('is kept for those who come later and want no more, and forgotten in time', async () => {
    const { made, make } = counting();
    const answers = fresh();
    const get = async (parts: string[]): Promise<number> => {
      const answer = answers.get('k', parts, never, make);
      await vi.advanceTimersByTimeAsync(20);
      return answer;
    };
    await get(['a', 'b']);
    expect(await get(['a'])).toBe(1);
    expect(await get(['c'])).toBe(2);
    await vi.advanceTimersByTimeAsync(31_000);
    expect(await get(['a'])).toBe(3);
    expect(made).toHaveLength(3);
  });

  it('is not shared between different keys', async () => {
    const { made, make } = counting();
    const answers = fresh();
    const both = Promise.all([answers.get('k', [], never, make), answers.get('l', [], never, make)]);
    await vi.advanceTimersByTimeAsync(20);
    await both;
    expect(made).toHaveLength(2);
  });

  it('is aborted when the last one gives up, not before', async () => {
    let aborted = false;
    const answers = fresh();
    const make = (_: readonly string[], signal: AbortSignal): Promise<number> => {
      signal.addEventListener('abort', () => (aborted = true));
      return new Promise(() => undefined);
    };
    const [first, second] = [new AbortController(), new AbortController()];
    const waiting = [answers.get('k', [], first.signal, make), answers.get('k', [], second.signal, make)];
    const settled = Promise.allSettled(waiting);
    await vi.advanceTimersByTimeAsync(20);
    first.abort(new Error('first gave up'));
    await vi.advanceTimersByTimeAsync(1);
    expect(aborted).toBe(false);
    second.abort(new Error('second gave up'));
    await settled;
    expect(aborted).toBe(true);
  });

  it('is tried again after a failure', async () => {
    let tries = 0;
    const answers = fresh();
    const make = (): Promise<number> => (tries++ === 0 ? Promise.reject(new Error('down')) : Promise.resolve(tries));
    const failing = expect(answers.get('k', [], never, make)).rejects.toThrow('down');
    await vi.advanceTimersByTimeAsync(20);
    await failing;
    const working = answers.get('k', [], never, make);
    await vi.advanceTimersByTimeAsync(20);
    expect(await working).toBe(2);
  });
});
