import { expect, it } from 'vitest';
import { systemClock } from '../../src/sources/clock.ts';

it('is the wall clock', () => {
  expect(Math.abs(systemClock.nowSeconds() - Date.now() / 1000)).toBeLessThan(1);
});

it('sleeps as long as asked, and no longer than until an abort', async () => {
  const start = systemClock.nowSeconds();
  await systemClock.sleep(0.1);
  expect(systemClock.nowSeconds() - start).toBeGreaterThan(0.098);
  const abort = new AbortController();
  setTimeout(() => {
    abort.abort();
  }, 20);
  await systemClock.sleep(60, abort.signal);
  await systemClock.sleep(60, abort.signal);
  expect(systemClock.nowSeconds() - start).toBeLessThan(5);
});
