import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { systemClock } from '../../../src/sources/index.ts';
import { retrying } from '../../../src/sources/prometheus-api/retrying.ts';
import { prepared, sleepless, success } from './prepared.ts';

const REQUEST = { path: 'query', parameters: { query: 'up' } } as const;
const FINE = success([]);

/** Answers with these one after another, and well from then on. */
const answering = (...statuses: readonly number[]) =>
  prepared((_, number) => {
    const status = statuses[number - 1];
    return status === undefined ? FINE : { status };
  });

it.each([429, 502, 503, 504])('asks again after %d', async (status) => {
  const [server, clock] = [answering(status), sleepless()];
  expect(await retrying(server, clock).send(REQUEST)).toMatchObject({ status: 200 });
  expect(server.requests).toEqual([REQUEST, REQUEST]);
  expect(clock.slept).toEqual([0.25]);
});

it('waits longer every time', async () => {
  const [server, clock] = [answering(503, 429, 504), sleepless()];
  expect(await retrying(server, clock).send(REQUEST)).toMatchObject({ status: 200 });
  expect(clock.slept).toEqual([0.25, 0.5, 1]);
});

it('gives up after four attempts, with the last answer', async () => {
  const [server, clock] = [answering(503, 503, 503, 502, 503), sleepless()];
  expect(await retrying(server, clock).send(REQUEST)).toMatchObject({ status: 502 });
  expect(server.requests).toHaveLength(4);
  expect(clock.slept).toEqual([0.25, 0.5, 1]);
});

it.each([200, 301, 400, 401, 404, 422, 500, 501])('takes %d for an answer', async (status) => {
  const [server, clock] = [answering(status), sleepless()];
  expect(await retrying(server, clock).send(REQUEST)).toMatchObject({ status });
  expect(clock.slept).toEqual([]);
});

it('takes no answer for no answer', async () => {
  const failure = new Error('connection refused');
  const server = prepared(() => Promise.reject(failure));
  await expect(retrying(server, sleepless()).send(REQUEST)).rejects.toBe(failure);
  expect(server.requests).toHaveLength(1);
});

it('keeps the name of the server', () => {
  expect(retrying(answering(), sleepless()).name).toBe(answering().name);
});

describe('a server that asks for patience', () => {
  it.each([
    [2, [2, 2, 2]],
    [0.75, [0.75, 0.75, 1]],
    [0, [0.25, 0.5, 1]],
    [5, [5, 5, 5]],
    [3600, [5, 5, 5]],
    [Number.POSITIVE_INFINITY, [5, 5, 5]],
  ])('of %d s gets it up to five', async (retryAfterSeconds, slept) => {
    const server = prepared((_, number) => (number < 4 ? { status: 429, retryAfterSeconds } : FINE));
    const clock = sleepless();
    await retrying(server, clock).send(REQUEST);
    expect(clock.slept).toEqual(slept);
  });
});

describe('aborted', () => {
  it('during a pause, is over at once with the reason', async () => {
    const abort = new AbortController();
    const server = prepared(() => ({ status: 503, retryAfterSeconds: 5 }));
    const answer = retrying(server, systemClock).send({ ...REQUEST, signal: abort.signal });
    const startedAt = performance.now();
    await sleep(20);
    abort.abort(new Error('enough'));
    await expect(answer).rejects.toThrow('enough');
    expect(performance.now() - startedAt).toBeLessThan(1000);
    expect(server.requests).toHaveLength(1);
  });
});
