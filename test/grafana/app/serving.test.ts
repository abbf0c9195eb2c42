// @vitest-environment node
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { doubtOf } from '../../../src/grafana/app/capacity/doubt.ts';
import {
  countOf,
  editedLoad,
  LOAD_FIELDS,
  loadOf,
  numberOf,
  textOf,
  type LoadField,
} from '../../../src/grafana/app/capacity/fields.ts';
import { outlookAt } from '../../../src/grafana/app/capacity/load-at-replicas.ts';
import type { Load } from '../../../src/grafana/app/capacity/load.ts';
import { planOf } from '../../../src/grafana/app/capacity/plan.ts';
import { kvRoom, rateAt, runningLimit, servedAt, type Requests } from '../../../src/grafana/app/capacity/serving-at.ts';
import { largest, replicasNeeded, sustainedRate } from '../../../src/grafana/app/capacity/sustained-rate.ts';
import { deploymentWith, isSameEngine, sentenceFor, type WhatIf } from '../../../src/grafana/app/capacity/what-if.ts';
import { isUnresolved, predictServing, type ResolvedDeployment } from '../../../src/roofline/index.ts';

const MODEL = 'meta-llama/Llama-3.1-8B';
const requests: Requests = { promptTokens: 1000, outputTokens: 200, prefixHitRatio: 0 };
const NO_LIMIT = { ttftSeconds: undefined, tpotSeconds: undefined, e2eSeconds: undefined };

function deployment(whatIf: WhatIf = {}): ResolvedDeployment {
  const resolved = deploymentWith(
    { match: {}, hardware: { gpu: 'h100-sxm' }, engine: { maxNumSeqs: 64 } },
    MODEL,
    whatIf,
  );
  if (isUnresolved(resolved)) throw new Error(resolved.problems.join());
  return resolved;
}

const replica = (whatIf?: WhatIf, of = requests) => {
  const resolved = deployment(whatIf);
  return { resolved, room: kvRoom(of, resolved, undefined) };
};

describe('replicas needed', () => {
  it.each([
    // 10/s at 3/s each is 3⅓, so 4; at worst 2/s each, 5; at best 4/s each, 2½, so 3.
    [10, { value: 3, low: 2, high: 4 }, { value: 4, low: 3, high: 5 }],
    [9, { value: 3, low: 3, high: 3 }, { value: 3, low: 3, high: 3 }],
    [0, { value: 3, low: 0, high: 4 }, { value: 0, low: 0, high: 0 }],
    [1, { value: 1, low: 0, high: 2 }, { value: 1, low: 1, high: Infinity }],
  ])('for %d/s at %j each are %j', (arrivals, sustained, expected) => {
    expect(replicasNeeded(arrivals, sustained)).toEqual(expected);
  });
});

describe('the largest number for which something holds', () => {
  it('is found', () => {
    fc.assert(
      fc.property(fc.nat(200), fc.integer({ min: 0, max: 200 }), (limit, edge) => {
        expect(largest((count) => count <= edge, limit)).toBe(Math.min(limit, edge));
      }),
    );
  });
});

describe('what one replica serves', () => {
  it('is what the cost model predicts where nothing is cached', () => {
    const { resolved } = replica();
    const loop = { inputTokens: 1000, outputTokens: 200, concurrency: 8, tokenBudget: resolved.tokenBudget };
    const predicted = predictServing({ ...loop, runningLimit: 64 }, resolved.deployment, resolved.calibration);
    const { tpotSeconds, ttftSeconds } = servedAt(8, requests, replica(), 64);
    expect({ tpotSeconds, ttftSeconds }).toEqual({
      tpotSeconds: predicted.tpotSeconds,
      ttftSeconds: predicted.ttftSeconds,
    });
  });

  it("keeps to Little's law: requests ÷ (first token + 199 further tokens)", () => {
    const served = {
      ttftSeconds: { value: 1, low: 0.5, high: 2 },
      tpotSeconds: { value: 0.01, low: 0.005, high: 0.02 },
    };
    expect(rateAt(10, served, 200)).toBeCloseTo(10 / (1 + 1.99), 12);
    expect(rateAt(10, served, 200, 'high')).toBeCloseTo(10 / (2 + 3.98), 12);
  });

  it('is limited by the cap, or by what the KV cache holds', () => {
    expect(runningLimit(requests, replica(), 'value')).toBe(64);
    // A request keeps 1000 + 200 ÷ 2 tokens.
    const small = { resolved: deployment(), room: kvRoom(requests, deployment(), 11_050) };
    expect(runningLimit(requests, small, 'value')).toBe(10);
  });

  it('keeps what is promised, with the next request no more', () => {
    const promised = { ...NO_LIMIT, tpotSeconds: 0.009 };
    const { value, low, high } = sustainedRate(requests, replica(), promised);
    expect(low).toBeLessThan(value);
    expect(high).toBeGreaterThan(value);
    const rates = Array.from({ length: 64 }, (_, i) => servedAt(i + 1, requests, replica(), 64));
    const most = rates.findLastIndex(({ tpotSeconds }) => tpotSeconds.value <= 0.009) + 1;
    expect(most).toBeGreaterThan(1);
    expect(most).toBeLessThan(64);
    expect(value).toBeCloseTo(rateAt(most, servedAt(most, requests, replica(), 64), 200), 12);
  });

  it('keeps what is promised of a whole request: its first token and all others', () => {
    const [tokens, whole] = [0.009, 0.009 * 199 + 1];
    const kept = sustainedRate(requests, replica(), { ...NO_LIMIT, e2eSeconds: whole }).value;
    const at = (count: number) => servedAt(count, requests, replica(), 64);
    const most = Array.from({ length: 64 }, (_, i) => i + 1).findLast((count) => {
      const { ttftSeconds, tpotSeconds } = at(count);
      return ttftSeconds.value + 199 * tpotSeconds.value <= whole;
    });
    expect(kept).toBeCloseTo(rateAt(most ?? 0, at(most ?? 0), 200), 12);
    const both = sustainedRate(requests, replica(), { ...NO_LIMIT, tpotSeconds: tokens, e2eSeconds: whole }).value;
    expect(both).toBeLessThanOrEqual(kept);
  });

  it('is nothing where not even one request is in time, or the weights leave no room', () => {
    expect(sustainedRate(requests, replica(), { ...NO_LIMIT, tpotSeconds: 1e-6 }).value).toBe(0);
    const tooLarge = replica({ model: 'meta-llama/Llama-3.1-70B' });
    expect(sustainedRate(requests, tooLarge, NO_LIMIT)).toEqual({ value: 0, low: 0, high: 0 });
    expect(outlookAt(1, requests, tooLarge)).toEqual({ kind: 'no-room' });
  });

  it('is more with cached prompts, on more GPUs, in smaller numbers', () => {
    const promised = { ...NO_LIMIT, ttftSeconds: 0.3, tpotSeconds: 0.012 };
    const rate = (of: Requests, whatIf?: WhatIf): number => sustainedRate(of, replica(whatIf), promised).value;
    expect(rate({ ...requests, prefixHitRatio: 0.8 })).toBeGreaterThan(rate(requests));
    expect(rate(requests, { tensor: 2 })).toBeGreaterThan(rate(requests));
    expect(rate(requests, { weights: 'fp8' })).toBeGreaterThanOrEqual(rate(requests));
  });
});

describe('the outlook', () => {
  it('is steady with as few requests in the replica as keep up', () => {
    const outlook = outlookAt(2, requests, replica());
    if (outlook.kind !== 'steady') throw new Error(outlook.kind);
    const at = (count: number): number => rateAt(count, servedAt(count, requests, replica(), 64), 200);
    expect(at(outlook.concurrency)).toBeGreaterThanOrEqual(2);
    expect(at(outlook.concurrency - 1)).toBeLessThan(2);
  });

  it('is a queue without end where more arrive than can finish', () => {
    expect(outlookAt(10_000, requests, replica())).toMatchObject({ kind: 'overload', concurrency: 64 });
  });
});

describe('a plan', () => {
  const load: Load = {
    arrivalsPerSecond: 20,
    promptTokens: 1000,
    outputTokens: 200,
    prefixHitRatio: 0,
    running: 40,
    ...NO_LIMIT,
  };

  it('shares the load among replicas', () => {
    const plan = (replicas: number) =>
      planOf(requests, load, { resolved: deployment(), replicas, kvCacheTokens: undefined });
    const [one, four] = [plan(1), plan(4)];
    expect(one.replicas).toEqual(four.replicas);
    expect(one.runningTpotSeconds?.value).toBeGreaterThan(four.runningTpotSeconds?.value ?? Infinity);
  });

  it('takes the KV cache that the engine has', () => {
    const plan = planOf(requests, load, { resolved: deployment(), replicas: 1, kvCacheTokens: 110_000 });
    expect(plan.kvRequests).toEqual({ value: 100, low: 100, high: 100 });
  });

  it('doubts itself where it is far off for the engine as it is', () => {
    const plan = planOf(requests, load, { resolved: deployment(), replicas: 1, kvCacheTokens: undefined });
    const predicted = plan.runningTpotSeconds?.value ?? 0;
    expect(doubtOf(plan, { ...load, measuredTpotSeconds: 1.2 * predicted })).toBeUndefined();
    expect(doubtOf(plan, { ...load, measuredTpotSeconds: 3 * predicted })).toContain('ridgeline calibrate');
    expect(doubtOf(plan, load)).toBeUndefined();
  });
});

describe('what if', () => {
  it('changes only what is named', () => {
    const { deployment: before } = deployment();
    const { deployment: after, maxNumSeqs } = deployment({ gpu: 'a100-sxm-80gb', tensor: 2 });
    expect(after.accelerator.id).not.toBe(before.accelerator.id);
    expect(after.parallelism).toMatchObject({ tensor: 2, pipeline: 1 });
    expect(after.model).toEqual(before.model);
    expect(maxNumSeqs).toBe(64);
  });

  it.each([
    [{}, true],
    [{ maxNumSeqs: 8 }, true],
    // As it is declared, or as it is by default.
    [{ model: MODEL, gpu: 'h100-sxm', weights: 'auto', kvCache: 'auto', tensor: 1, pipeline: 1 }, true],
    [{ model: 'Qwen/Qwen3-8B' }, false],
    [{ gpu: 'a100-sxm-80gb' }, false],
    [{ weights: 'fp8' }, false],
    [{ kvCache: 'fp8' }, false],
    [{ tensor: 2 }, false],
    [{ pipeline: 2 }, false],
  ])('%j is the engine that was calibrated: %j', (whatIf: WhatIf, isSame: boolean) => {
    expect(isSameEngine(whatIf, { match: {}, hardware: { gpu: 'h100-sxm' } }, MODEL)).toBe(isSame);
  });

  it('says in a sentence what is missing', () => {
    const resolved = deploymentWith(undefined, 'nobody/knows-it', {});
    const sentences = 'problems' in resolved ? resolved.problems.map(sentenceFor) : [];
    expect(sentences).toHaveLength(2);
    expect(sentences[0]).toMatch(/^The model is not known: choose one here, or declare deployments\[\]\.model/);
    expect(sentences[1]).toMatch(/^The GPU is not known: choose one here, or declare deployments\[\]\.hardware\.gpu/);
  });
});

describe('fields', () => {
  it('hold numbers in their own unit', () => {
    expect(textOf(0.0301, 0.001)).toBe('30.1');
    const typed = (field: LoadField, text: string) =>
      LOAD_FIELDS.filter(({ id }) => id === field).map((look) => loadOf(text, look));
    expect(typed('ttftSeconds', '30')).toEqual([0.03]);
    expect([typed('prefixHitRatio', '100'), typed('prefixHitRatio', '101')]).toEqual([[1], [undefined]]);
    expect([numberOf(''), numberOf('soon'), numberOf('-1'), numberOf('1e999')]).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
    expect([countOf('2'), countOf('0'), countOf('1.5'), countOf('')]).toEqual([2, undefined, undefined, undefined]);
  });

  it('leave the load as measured but for what is typed', () => {
    const measured: Load = {
      arrivalsPerSecond: 1,
      promptTokens: 2,
      outputTokens: 3,
      prefixHitRatio: 0.5,
      running: 4,
      ...NO_LIMIT,
    };
    expect(editedLoad(measured, { prefixHitRatio: '10', running: 'x' })).toEqual({
      ...measured,
      prefixHitRatio: 0.1,
      running: undefined,
    });
  });
});
