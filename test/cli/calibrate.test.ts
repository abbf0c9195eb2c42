import { describe, expect, it } from 'vitest';
import { runRidgeline } from './run-ridgeline.ts';
import { emptyFolder, expectComplaint, fileIn, fixture } from './surroundings.ts';

const VARIED = fixture('recordings/m_v0221_burst.jsonl.gz');
const STEADY = fixture('recordings/a_steady.jsonl.gz');
const SETTINGS = `deployments:
  - model: ${fixture('roofline/configs/tiny-llama.json')}
    hardware: { name: two-cores, flopPerSecond: { bf16: 240.0e9 }, bytesPerSecond: 20.0e9, memoryBytes: 24.0e9 }
    engine: { maxNumSeqs: 16, maxNumBatchedTokens: 512 }
`;

interface Fit {
  readonly calibration: Readonly<Record<string, number>>;
  readonly intervals: Readonly<Record<string, { readonly low: number; readonly high: number }>>;
  readonly fixed: readonly string[];
  readonly residuals: readonly unknown[];
}

const settingsFile = async (): Promise<string> => fileIn(await emptyFolder(), 'ridgeline.yaml', SETTINGS);

interface Report {
  readonly engines: readonly {
    readonly measures: { readonly stepSeconds: { readonly parts: { readonly unexplained: number } } };
  }[];
}

async function analyzed(settings: string): Promise<string> {
  return (await runRidgeline(['analyze', VARIED, '--settings', settings, '--format', 'json'])).stdout;
}

/** Seconds of the step that no part of the prediction accounts for. */
const unexplained = (report: string): number =>
  Math.abs((JSON.parse(report) as Report).engines[0]?.measures.stepSeconds.parts.unexplained ?? Number.NaN);

describe.concurrent('calibrate', () => {
  it('prints what ridgeline.yaml takes, and analyze explains more of the step with it', async () => {
    const settings = await settingsFile();
    const { code, stdout, stderr } = await runRidgeline(['calibrate', VARIED, '--settings', settings]);
    expect(code).toBe(0);
    expect(stderr).toMatch(/\d+ windows: half of them within .*\n.*overhead of a layer [\d.]+ ms \(/);
    expect(stderr).toMatch(/memoryRatio cannot be told from these windows and stays at 83 %, its default/);
    const pasted = stdout.replace(/^/gm, '    ');
    const calibrated = await fileIn(await emptyFolder(), 'ridgeline.yaml', `${SETTINGS}${pasted}`);
    const [before, after] = [await analyzed(settings), await analyzed(calibrated)];
    expect(before).toContain('"uncalibrated"');
    expect(after).not.toContain('"uncalibrated"');
    expect(unexplained(before)).toBeGreaterThan(0.01);
    expect(unexplained(after)).toBeLessThan(unexplained(before) / 4);
  });

  it('prints all it found for scripts', async () => {
    const settings = await settingsFile();
    const { code, stdout } = await runRidgeline(['calibrate', VARIED, '--settings', settings, '--format', 'json']);
    expect(code).toBe(0);
    const { calibration, intervals, fixed, residuals } = JSON.parse(stdout) as Fit;
    // vLLM on two shared cores launches no graphs: milliseconds a layer, not microseconds.
    expect(calibration['layerOverheadSeconds']).toBeGreaterThan(2e-3);
    expect(calibration['layerOverheadSeconds']).toBeLessThan(5e-3);
    expect(intervals['layerOverheadSeconds']?.low).toBeGreaterThan(2e-3);
    expect(fixed).toEqual(['memoryRatio', 'requestOverheadSeconds']);
    expect(residuals.length).toBe(12);
  });

  it('refuses a load that hardly varied, and says what would help', async () => {
    const settings = await settingsFile();
    const run = await runRidgeline(['calibrate', STEADY, '--settings', settings]);
    expectComplaint(
      run,
      2,
      /No calibration from 14 windows/,
      /cannot be told apart.*batch of 2–5; record at other loads/,
    );
  });

  it('refuses an engine that runs now', async () => {
    const run = await runRidgeline(['calibrate', 'http://127.0.0.1:8000', '--settings', await settingsFile()]);
    expectComplaint(run, 64, /a past in which the load varied.*ridgeline record/);
  });

  it.each([
    [['--gpu', 'h100-sxm'], /--model/],
    [['--model', fixture('roofline/configs/tiny-llama.json')], /--gpu/],
    [[], /--model, --gpu, or ridgeline\.yaml/],
  ])('asks for what is not declared: %j', async (flags, advice) => {
    expectComplaint(await runRidgeline(['calibrate', STEADY, ...flags]), 64, /what runs where/, advice);
  });
});
