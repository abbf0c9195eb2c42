import { describe, expect, it } from 'vitest';
import type { ComparedStep, Judged, OfSides } from '../../src/comparison/index.ts';
import { system } from '../../src/comparison/system.ts';
import { workload } from '../../src/comparison/workload.ts';
import { madeUpSteps } from './made-up-engine.ts';

type Measures = ComparedStep['measures'];

const a = madeUpSteps({ seed: 1, noise: 0.01 });
const b = madeUpSteps({ seed: 2, noise: 0.01 });

/** The same steps with some measures put differently; undefined: unknown. */
const withMeasures = (
  steps: readonly ComparedStep[],
  change: (measures: Measures) => Record<string, number | undefined>,
) =>
  steps.map((step) => ({
    ...step,
    measures: Object.fromEntries(
      Object.entries<number | undefined>({ ...step.measures, ...change(step.measures) }).filter(
        ([, value]) => value !== undefined,
      ),
    ),
  }));

function judge(steps: OfSides<readonly ComparedStep[]>, id: string, thresholdRatio = 0.05): Judged {
  const judged = system(steps, workload(steps), thresholdRatio).find((each) => each.id === id);
  if (!judged) throw new Error(`${id} is not judged`);
  return judged;
}

describe('a response', () => {
  it('within the threshold is unchanged, with the load that it was held against', () => {
    const tpot = judge({ a, b }, 'tpotSeconds');
    expect(tpot).toMatchObject({ verdict: 'unchanged', reason: null, longer: null });
    expect(tpot.heldAgainst).toEqual(['arrivals', 'prompt tokens computed per request', 'output length']);
    expect(tpot.steps?.used.a).toBeGreaterThan(40);
  });

  it('is never held against what is running or waiting', () => {
    const queued = withMeasures(b, ({ requestsInSystem = 0 }) => ({ requestsInSystem: 10 * requestsInSystem }));
    expect(judge({ a, b: queued }, 'ttftSeconds').effect).toEqual(judge({ a, b }, 'ttftSeconds').effect);
  });

  it('that is a small part of another does not matter, whatever became of it', () => {
    const longer = withMeasures(b, () => ({ queueSeconds: 500e-6 }));
    // 0.5 ms of some 60 ms, against 0.02 ms.
    expect(judge({ a, b: longer }, 'queueSeconds')).toMatchObject({
      verdict: 'unchanged',
      effect: null,
      reason: expect.stringMatching(/^at most 0\.8 % of TTFT/) as string,
    });
    expect(judge({ a, b: longer }, 'queueSeconds', 0.005).verdict).not.toBe('unchanged');
  });

  it('of users cannot be told where requests queue and arrivals are others', () => {
    const busy = withMeasures(
      madeUpSteps({ seed: 3, arrivalsPerSecond: 16, noise: 0.01 }),
      ({ requestsInSystem = 0 }) => ({
        requestsWaiting: requestsInSystem / 2,
      }),
    );
    expect(judge({ a, b: busy }, 'ttftSeconds').reason).toMatch(/^not at equal load: requests queue/);
    // What a step of that size took can be told all the same.
    expect(judge({ a, b: busy }, 'itlSeconds')).toMatchObject({ verdict: 'unchanged' });
  });

  it('of users is told where requests queue and arrivals are not others: then it is the system', () => {
    const slow = withMeasures(b, ({ requestsInSystem = 0, ttftSeconds = 0 }) => ({
      requestsWaiting: requestsInSystem / 2,
      ttftSeconds: 10 * ttftSeconds,
    }));
    expect(judge({ a, b: slow }, 'ttftSeconds').verdict).toBe('regressed');
  });

  it('seen at the end of requests that outlast a step cannot be told, and what a step shows can', () => {
    const long = withMeasures(b, () => ({ e2eSeconds: 90 }));
    expect(judge({ a, b: long }, 'tpotSeconds').reason).toMatch(/^requests stay 90 s .* after the step of 60 s/);
    expect(judge({ a, b: long }, 'itlSeconds').verdict).toBe('unchanged');
  });

  it('cannot be told where nobody knows who waits, or how long requests stay: unknown is no queue, and no short stay', () => {
    const busy = madeUpSteps({ seed: 3, arrivalsPerSecond: 16, noise: 0.01 });
    const uncounted = withMeasures(busy, () => ({ requestsWaiting: undefined, requestsInSystem: undefined }));
    expect(judge({ a, b: uncounted }, 'ttftSeconds')).toMatchObject({
      verdict: 'cannot-tell',
      reason: expect.stringMatching(/^who waits is unknown/) as string,
    });
    const unseen = withMeasures(b, () => ({ e2eSeconds: undefined }));
    expect(judge({ a, b: unseen }, 'tpotSeconds')).toMatchObject({
      verdict: 'cannot-tell',
      reason: expect.stringMatching(/^how long requests stay is unknown/) as string,
    });
  });

  it('under loads that are apart is not measured at equal load, and the ranges are told', () => {
    const few = madeUpSteps({ seed: 3, arrivalsPerSecond: 1 });
    const { verdict, reason, effect } = judge({ a, b: few }, 'tpotSeconds');
    expect({ verdict, effect }).toEqual({ verdict: 'cannot-tell', effect: null });
    expect(reason).toMatch(/^not measured at equal load: arrivals [\d.]+–[\d.]+\/s in A, [\d.]+–[\d.]+\/s in B$/);
  });

  it('whose loads overlap partly says how far', () => {
    const { notes } = judge({ a: madeUpSteps({ seed: 1, arrivalsPerSecond: 6 }), b }, 'tpotSeconds');
    expect(notes.join()).toMatch(/overlap only partly: [\d.]+ % of A's steps and [\d.]+ % of B's/);
  });

  it('of other engines says that machines differ, too, and of the same ones does not', () => {
    const others = b.map((step) => ({ ...step, engine: 'another' }));
    expect(judge({ a, b: others }, 'itlSeconds').notes.join()).toMatch(/not the same engines/);
    expect(judge({ a, b }, 'itlSeconds').notes.join()).not.toMatch(/not the same engines/);
  });

  it('of which too few steps are at a load that both have seen says how few, not that ranges are apart', () => {
    const narrow = madeUpSteps({ seed: 3, steps: 13 });
    const { reason } = judge({ a: madeUpSteps({ seed: 1, steps: 13 }), b: narrow }, 'tpotSeconds');
    expect(reason).toMatch(/^too little at equal load: \d+ of 13 steps of A and \d+ of 13 steps of B .* arrivals/);
  });

  it('that is not known, or whose main load is not, says so', () => {
    expect(judge({ a, b: withMeasures(b, () => ({ tpotSeconds: undefined })) }, 'tpotSeconds')).toMatchObject({
      b: null,
      reason: 'tpotSeconds unknown in A or B',
    });
    const unseen = withMeasures(b, () => ({ decodeRequestsPerStep: undefined }));
    expect(judge({ a, b: unseen }, 'itlSeconds').reason).toBe('requests decoding per step unknown in A or B');
  });

  it('one of whose other loads is not known is told all the same, with a note', () => {
    const { effect, notes } = judge({ a, b: withMeasures(b, () => ({ residentTokens: undefined })) }, 'itlSeconds');
    expect(effect).not.toBeNull();
    expect(notes).toContain('tokens in the KV cache is not known');
  });

  it('of too little traffic is not told', () => {
    const idle = withMeasures(b, () => ({ completionsPerSecond: 1 / 60 }));
    expect(judge({ a, b: idle }, 'tpotSeconds')).toMatchObject({
      reason: 'only 60 steps of A and 0 of B have enough traffic; it takes 12 on each side',
      steps: { tooFew: { a: 0, b: 60 } },
    });
  });

  it('leaves out steps with a restart', () => {
    const restarted = b.map((step, i) => (i === 30 ? { ...step, isRestarted: true } : step));
    expect(judge({ a, b: restarted }, 'tpotSeconds').steps?.tooFew).toEqual({ a: 0, b: 1 });
  });

  // Σ value · finished ÷ Σ finished, whatever the load.
  it('is shown as it was, by sums', () => {
    const finished = a.map(({ measures }) => measures.completionsPerSecond ?? 0);
    const sum = a.reduce((total, { measures }, i) => total + (measures.tpotSeconds ?? 0) * (finished[i] ?? 0), 0);
    expect(judge({ a, b }, 'tpotSeconds').a).toBeCloseTo(sum / finished.reduce((total, each) => total + each, 0), 12);
  });
});

describe('nothing at all', () => {
  it('is not told', () => {
    for (const steps of [
      { a: [], b: [] },
      { a, b: [] },
    ]) {
      expect(system(steps, workload(steps), 0.05).map(({ verdict }) => verdict)).toEqual(
        new Array(7).fill('cannot-tell'),
      );
      expect(workload(steps).map(({ verdict }) => verdict)).toEqual(new Array(4).fill('cannot-tell'));
    }
  });
});
