import { describe, expect, it } from 'vitest';
import { analyze, type Analysis } from '../../../src/analysis/index.ts';
import { parseSettings, type Deployment } from '../../../src/settings/index.ts';
import { scrapesOf, windowsOf } from '../../contracts/scrapes.ts';
import { TINY_ON_CPU } from './tiny-deployment.ts';

const WINDOW = windowsOf(scrapesOf('c_prefill_mfu'))[0];
if (!WINDOW) throw new Error('no window');
const window = WINDOW;

const under = (deployment: Deployment | undefined): Analysis =>
  analyze(window, { deployment, objective: { match: {}, tpotSeconds: 0.1 } });

/** Through the schema, as from a file. */
function declared(change: object = {}): Deployment {
  const result = parseSettings({ deployments: [{ ...TINY_ON_CPU, ...change }] });
  if ('problems' in result) throw new Error(result.problems.join());
  const [deployment] = result.settings.deployments;
  if (!deployment) throw new Error('nothing declared');
  return deployment;
}

describe('what is not declared', () => {
  it('is named, and nothing is guessed', () => {
    expect(under(undefined).measures.mfuRatio).toMatchObject({ known: false, reason: 'not-declared' });
    expect(under(undefined).roofline).toBeUndefined();
    const nameless = { ...declared(), model: undefined };
    expect(under(nameless).measures.mfuRatio).toMatchObject({
      known: false,
      missing: [expect.stringMatching(/"tiny" is not in the catalogue/) as string],
    });
  });

  it('GPUs that do not exist are a problem with advice', () => {
    const { measures } = under({ ...declared(), hardware: { gpu: 'h100' } });
    expect(measures.flopPerSecond).toMatchObject({
      missing: [expect.stringMatching(/h100-sxm, h100-pcie or h100-nvl/) as string],
    });
  });
});

describe('vLLM’s own counter on c_prefill_mfu', () => {
  const { flop, bytes } = under(declared()).roofline?.counterCheck ?? {};

  it('agrees with our FLOP within 3 % once its missing causal half is added', () => {
    expect(Math.abs(flop?.unexplainedRatio ?? 1)).toBeLessThan(0.03);
    expect(flop?.differences).toEqual([
      {
        reason: 'prompts are counted without the causal half of attention',
        shareRatio: expect.closeTo(0.058, 2) as number,
      },
    ]);
    expect(flop?.suspicion).toBeUndefined();
  });

  // Steps that emit no token are estimated, so weights may be read more or less often than that.
  it('agrees with our bytes within 5 %, though it bills activations that kernels fuse', () => {
    expect(Math.abs(bytes?.unexplainedRatio ?? 1)).toBeLessThan(0.05);
    expect(bytes?.differences[0]).toMatchObject({ reason: expect.stringContaining('gated activation') as string });
  });

  it('does not without: a naive comparison is 7 % off', () => {
    const naive = (flop?.countedPerSecond ?? 0) / (flop?.ownPerSecond ?? 1) - 1;
    expect(naive).toBeGreaterThan(0.05);
  });

  it('raises suspicion where the declared model is another', () => {
    const { measures, roofline } = under(declared({ parallelism: { tensor: 2 } }));
    expect(roofline?.counterCheck?.flop.suspicion).toMatch(
      /counts \d+ % more FLOP: is the model larger, or tensor parallelism smaller/,
    );
    expect(measures.flopPerSecond).toMatchObject({
      annotations: expect.arrayContaining([expect.objectContaining({ id: 'perf-counters-disagree' })]) as unknown,
    });
  });
});

describe('the measured step', () => {
  const { measures } = under(declared());

  it('is its parts, and what they leave over', () => {
    const step = measures.stepSeconds;
    if (!step.known || !step.parts) throw new Error('unknown');
    expect(Object.keys(step.parts)).toEqual([
      'floor',
      'kernels',
      'overhead',
      'collectives',
      'interference',
      'unexplained',
    ]);
    expect(Object.values(step.parts).reduce((sum, part) => sum + part, 0)).toBeCloseTo(step.value, 12);
  });

  it('is bounded by what the constants are known to be off', () => {
    expect(measures.predictedStepSeconds).toMatchObject({ known: true });
    const { value, low, high } = { low: 0, high: 0, value: 0, ...measures.predictedStepSeconds };
    expect(low).toBeLessThan(value);
    expect(high).toBeGreaterThan(value);
  });
});

describe('limits', () => {
  it('the lowest binds; KV cache: 15360 tokens for requests of 1266 + 7.9 ÷ 2', () => {
    const { measures, roofline } = under(declared());
    expect(measures.kvLimitedRequests).toMatchObject({ value: expect.closeTo(15_360 / (1265.7 + 3.95), 1) as number });
    expect(roofline?.limits.filter(({ binds }) => binds).map(({ id }) => id)).toEqual(['kv-cache']);
  });
});

describe('more than the hardware can do', () => {
  const weak = under(declared({ hardware: { ...TINY_ON_CPU.hardware, flopPerSecond: { bf16: 30e9 } } }));

  it('is never clamped, and says what is probably wrong', () => {
    const { mfuRatio } = weak.measures;
    expect(mfuRatio.known && mfuRatio.value).toBeGreaterThan(1);
    expect(weak.roofline?.culprit).toMatch(/which cannot be; it would be possible with/);
    expect(mfuRatio.known && mfuRatio.annotations.map(({ id }) => id)).toContain('above-the-roof');
  });
});

it('an idle engine has no point', () => {
  const idle = windowsOf(scrapesOf('a_steady').slice(0, 5))[0];
  if (!idle) throw new Error('no window');
  const { measures, roofline } = analyze(idle, { deployment: declared(), objective: undefined });
  expect(measures.flopPerSecond).toMatchObject({ known: false, reason: 'no-traffic' });
  expect(roofline).toBeUndefined();
});
