import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { systemClock, type Clock } from '../../../src/sources/clock.ts';
import { poll, snapshots } from '../../../src/sources/scrape/scrape-all.ts';
import { createTarget } from '../../../src/sources/scrape/scrape-target.ts';
import { collect } from '../collect.ts';
import { serve } from '../loopback.ts';

const clock = systemClock;

/** A clock on which only sleeping takes time. */
function simulatedClock(): Clock {
  let nowSeconds = 1000;
  const sleepers: { untilSeconds: number; wake: () => void }[] = [];
  const advance = () => {
    const next = sleepers.sort((a, b) => a.untilSeconds - b.untilSeconds).shift();
    if (!next) return;
    nowSeconds = Math.max(nowSeconds, next.untilSeconds);
    next.wake();
  };
  return {
    nowSeconds: () => nowSeconds,
    sleep: (seconds, signal) =>
      new Promise((resolve) => {
        if (signal?.aborted) {
          resolve();
          return;
        }
        sleepers.push({ untilSeconds: nowSeconds + seconds, wake: resolve });
        signal?.addEventListener('abort', () => {
          resolve();
        });
        setImmediate(advance);
      }),
  };
}

describe('snapshots', () => {
  it('one hung target among five delays no other', async () => {
    let hangs = 0;
    const targets = await Promise.all(
      [0, 1, 2, 3, 4].map(async (index) => {
        const origin = await serve((_, response) => {
          if (index === 2) hangs++;
          else response.end(`vllm:num_requests_running ${index}\n`);
        });
        return createTarget({ url: origin, name: `engine ${index}`, timeoutSeconds: 0.45 }, clock);
      }),
    );
    const abort = new AbortController();
    setTimeout(() => {
      abort.abort();
    }, 1000);
    const seen = new Map<string, number[]>();
    for await (const snapshot of snapshots(targets, { everySeconds: 0.1, clock, signal: abort.signal })) {
      seen.set(snapshot.target, [...(seen.get(snapshot.target) ?? []), snapshot.atSeconds]);
      expect('failure' in snapshot && snapshot.failure.code).toBe(snapshot.target === 'engine 2' && 'timeout');
    }
    // Ten beats in a second, of which a loaded machine may lose some; the hung one answers at 0.45 s and 0.95 s.
    for (const healthy of [0, 1, 3, 4]) expect(seen.get(`engine ${healthy}`)?.length).toBeGreaterThanOrEqual(7);
    expect(seen.get('engine 2')?.length).toBeLessThanOrEqual(2);
    expect(hangs).toBeLessThanOrEqual(3);
  });

  it('end at once on abort, in the middle of a request, and close the connection', async () => {
    let closed: () => void;
    const isClosed = new Promise<void>((resolve) => (closed = resolve));
    const abort = new AbortController();
    const origin = await serve((request) => {
      request.socket.on('close', () => {
        closed();
      });
      setTimeout(() => {
        abort.abort();
      }, 20);
    });
    const startedAtSeconds = clock.nowSeconds();
    const stream = snapshots([createTarget({ url: origin }, clock)], { everySeconds: 1, clock, signal: abort.signal });
    expect(await stream.next()).toEqual({ done: true, value: undefined });
    expect(clock.nowSeconds() - startedAtSeconds).toBeLessThan(1);
    await isClosed;
  });
});

describe('poll', () => {
  it('does not drift, and skips the beats that a slow answer misses', async () => {
    const clock = simulatedClock();
    let asked = 0;
    const question = async () => {
      const atSeconds = clock.nowSeconds();
      // Takes 0.3 s, the third time 2.5 s.
      await clock.sleep(asked++ === 2 ? 2.5 : 0.3);
      return atSeconds;
    };
    expect(await collect(poll([question], { everySeconds: 1, clock }), 6)).toEqual([
      1000, 1001, 1002, 1005, 1006, 1007,
    ]);
  });

  it('spreads a thousand targets over the beat', async () => {
    const clock = simulatedClock();
    const questions = Array.from({ length: 1000 }, () => () => Promise.resolve(clock.nowSeconds()));
    const starts = await collect(poll(questions, { everySeconds: 5, clock }), 1000);
    expect(new Set(starts.map((start) => start.toFixed(3))).size).toBe(1000);
    const [first, last] = [Math.min(...starts), Math.max(...starts)];
    expect(last - first).toBeGreaterThan(4);
    expect(last - first).toBeLessThan(5);
  });

  it('gives a slow consumer the latest answer of each, and never more than one of each', async () => {
    const questions = [0, 1].map((index) => {
      let count = 0;
      return () => Promise.resolve({ index, count: ++count });
    });
    const stream = poll(questions, { everySeconds: 0.01, clock });
    await stream.next();
    await sleep(300);
    const [one, other] = [await stream.next(), await stream.next()];
    expect(new Set([one.value?.index, other.value?.index])).toEqual(new Set([0, 1]));
    expect(one.value?.count).toBeGreaterThan(5);
    await stream.return();
  });

  it('leaves nothing running when its consumer stops', async () => {
    let asked = 0;
    await collect(poll([() => Promise.resolve(asked++)], { everySeconds: 0.005, clock }), 3);
    const atTheEnd = asked;
    await sleep(50);
    expect(asked).toBe(atTheEnd);
  });

  it('yields nothing under a signal that has aborted', async () => {
    const signal = AbortSignal.abort();
    expect(await collect(poll([() => Promise.resolve(1)], { everySeconds: 1, clock, signal }), 1)).toEqual([]);
  });

  it('does not hide a programming error', async () => {
    const broken = () => Promise.reject(new TypeError('no such property'));
    await expect(collect(poll([broken], { everySeconds: 1, clock }), 1)).rejects.toThrow('no such property');
  });
});
