import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runRidgeline } from './run-ridgeline.ts';
import { emptyFolder, expectComplaint, fileIn, fixture } from './surroundings.ts';

const ASKED = ['roofline', '--model', 'meta-llama/Llama-3.1-8B', '--gpu', 'h100-sxm'];
const LOOP = ['--input-tokens', '1024', '--output-tokens', '256', '--concurrency', '4,8'];

interface Document {
  readonly model: Readonly<Record<string, number>>;
  readonly limits: Readonly<Record<string, number | null>>;
  readonly sweep: readonly Readonly<Record<string, number | string>>[];
  readonly serving: readonly Readonly<Record<string, number>>[];
}

describe.concurrent('roofline', () => {
  it('prints what scripts read', async () => {
    const { code, stdout, stderr } = await runRidgeline([...ASKED, '--batch', '1,64', ...LOOP, '--format', 'json']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const { model, limits, sweep, serving } = JSON.parse(stdout) as Document;
    expect(model).toMatchObject({
      parameters: 8_030_261_248,
      activeParameters: 8_030_261_248,
      weightBytes: 16_060_522_496,
      kvBytesPerToken: 131_072,
    });
    expect(limits['saturationBatch']).toBeCloseTo(295.2, 1);
    expect(limits['criticalContextTokens']).toBeCloseTo(393, -0.5);
    expect(limits['halfSaturationBatch']).toBeCloseTo(56, -0.5);
    expect(limits['kvCacheCapacityTokens']).toBeGreaterThan(400_000);
    expect(limits['kvLimitedRequestsLow']).toBeLessThan(limits['kvLimitedRequests'] ?? 0);
    expect(sweep.map(({ batch, bound }) => [batch, bound])).toEqual([
      [1, 'memory'],
      [64, 'memory'],
    ]);
    for (const { floorStepSeconds, predictedStepSeconds } of sweep) {
      expect(floorStepSeconds).toBeLessThan(Number(predictedStepSeconds));
    }
    expect(serving.map(({ concurrency }) => concurrency)).toEqual([4, 8]);
    for (const row of serving) {
      expect(row['tpotSecondsLow']).toBeLessThan(row['tpotSeconds'] ?? 0);
      expect(row['tpotSecondsHigh']).toBeGreaterThan(row['tpotSeconds'] ?? 0);
      expect(row['ttftSecondsLow']).toBeLessThan(row['ttftSeconds'] ?? 0);
    }
  });

  it('draws it, in the terminal and as SVG', async () => {
    const svg = join(await emptyFolder(), 'roofline.svg');
    const { code, stdout } = await runRidgeline([
      ...ASKED,
      '--tp',
      '2',
      '--weights',
      'fp8',
      '--tpot',
      '0.02',
      '--svg',
      svg,
    ]);
    expect(code).toBe(0);
    for (const part of ['FLOP/byte', 'MODEL', 'LIMITS', 'DECODE STEPS', 'B_sat', '◆']) expect(stdout).toContain(part);
    expect(stdout.split('\n').every((line) => line.length <= 130)).toBe(true);
    expect(await readFile(svg, 'utf8')).toMatch(/^<svg[\s\S]*<\/svg>\s*$/);
  });

  it('says when the weights do not fit, and serves nobody with them', async () => {
    const asked = ['roofline', '--model', 'llama-3.1-70b', '--gpu', 'l4', ...LOOP];
    expect((await runRidgeline(asked)).stdout).toMatch(/does not fit: 141 GB of weights on 1 × l4 of 24 GB/);
    const { serving, limits } = JSON.parse((await runRidgeline([...asked, '--format', 'json'])).stdout) as Document;
    expect([serving, limits['kvCacheCapacityTokens']]).toEqual([[], 0]);
  });

  it('reads a config.json, and what a settings file declares', async () => {
    const folder = await emptyFolder();
    const settings = await fileIn(
      folder,
      'ridgeline.yaml',
      `deployments:
  - model: ${fixture('roofline/configs/tiny-llama.json')}
    hardware: { name: cpu, flopPerSecond: { bf16: 240.0e9 }, bytesPerSecond: 20.0e9, memoryBytes: 24.0e9 }
`,
    );
    const { code, stdout } = await runRidgeline(['roofline', '--settings', settings, '--format', 'json']);
    expect(code).toBe(0);
    // 2 · 4096 · 512 for embedding and head, 6 layers of 3 014 656 and two norms, a last norm.
    expect((JSON.parse(stdout) as Document).model['parameters']).toBe(2 * 4096 * 512 + 6 * (3_014_656 + 1024) + 512);
  });

  it.each([
    [['--gpu', 'h100-sxm'], /Which model\? Give --model/],
    [['--model', 'llama-3.1-8b'], /On which GPU\? Give --gpu/],
    [['--model', 'llama-3.1-8b', '--gpu', 'h100'], /h100-sxm, h100-pcie or h100-nvl: name one/],
    [['--model', 'llama-9-8b', '--gpu', 'l4'], /not in the catalogue of models.*config\.json/],
    [['--model', 'llama-3.1-8b', '--gpu', 'l4', '--weights', 'fp7'], /fp8/],
    [['--model', 'llama-3.1-8b', '--gpu', 'l4', '--tp', '3'], /3 does not divide the 32 attention heads of /],
    [['--model', '/nowhere/config.json', '--gpu', 'l4'], /cannot be read/],
    [['--model', 'llama-3.1-8b', '--gpu', 'l4', '--input-tokens', '5'], /--output-tokens/],
    [['--model', 'llama-3.1-8b', '--gpu', 'l4', '--batch', '1,x'], /not a number/],
    [['--model', 'llama-3.1-8b', '--gpu', 'l4', '--svg', '/nowhere/at/all.svg'], /cannot be written/],
  ])('%j is a complaint with advice', async (args, advice) => {
    expectComplaint(await runRidgeline(['roofline', ...args]), 64, advice);
  });

  it('a config that is no model names the field', async () => {
    const config = await fileIn(
      await emptyFolder(),
      'config.json',
      '{"architectures":["LlamaForCausalLM"],"hidden_size":"x"}',
    );
    expectComplaint(await runRidgeline(['roofline', '--model', config, '--gpu', 'l4']), 64, /hidden_size|num_/);
  });
});

describe.concurrent('analyze with hardware', () => {
  it('places the engine under its roofline', async () => {
    const folder = await emptyFolder();
    const settings = await fileIn(
      folder,
      'ridgeline.yaml',
      `deployments:
  - model: ${fixture('roofline/configs/tiny-llama.json')}
    hardware: { name: cpu, flopPerSecond: { bf16: 240.0e9 }, bytesPerSecond: 20.0e9, memoryBytes: 24.0e9 }
    engine: { maxNumSeqs: 16, maxNumBatchedTokens: 512 }
`,
    );
    const recording = fixture('recordings/c_prefill_mfu.jsonl.gz');
    const { stdout } = await runRidgeline(['analyze', recording, '--settings', settings]);
    expect(stdout).toContain('HOW CLOSE TO THE HARDWARE (1 × cpu, bf16)');
    expect(stdout).toMatch(/step [\d.]+ ms = floor .* launch overhead/);
    expect(stdout).toMatch(
      /vLLM itself counts .* without the causal half of attention \(\+5\.8 %\), \+\d\.?\d* % unexplained/,
    );
  });

  it('says loudly what is probably declared wrongly when more is done than the hardware can', async () => {
    const settings = await fileIn(
      await emptyFolder(),
      'ridgeline.yaml',
      `deployments:
  - model: ${fixture('roofline/configs/tiny-llama.json')}
    hardware: { name: cpu, flopPerSecond: { bf16: 30.0e9 }, bytesPerSecond: 20.0e9, memoryBytes: 24.0e9 }
`,
    );
    const { stdout } = await runRidgeline([
      'analyze',
      fixture('recordings/c_prefill_mfu.jsonl.gz'),
      '--settings',
      settings,
    ]);
    expect(stdout).toMatch(/! M[FB]U \(\w+\) would be \d+ % with .* which cannot be; it would be possible with/);
  });

  it('takes it from flags', async () => {
    const recording = fixture('recordings/a_steady.jsonl.gz');
    const flags = ['--model', fixture('roofline/configs/tiny-llama.json'), '--gpu', 'l4', '--format', 'json'];
    const { stdout } = await runRidgeline(['analyze', recording, ...flags]);
    const [engine] = (JSON.parse(stdout) as { engines: { roofline?: { accelerator: string }; measures: object }[] })
      .engines;
    expect(engine?.roofline?.accelerator).toBe('l4');
    expect(engine?.measures).toMatchObject({
      mfuRatio: { known: true, unit: 'ratio' },
      floorStepSeconds: { known: true },
    });
  });
});
