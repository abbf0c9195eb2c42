import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { engineSides } from '../../../src/cli/compare/engine-sides.ts';
import { stepSeconds } from '../../../src/cli/compare/step-seconds.ts';
import { NO_SETTINGS } from '../../../src/settings/index.ts';
import { recordingSource, type Selection } from '../../../src/sources/index.ts';
import { recordingPath } from '../../accuracy/truth.ts';
import { analysisOf, pageOf, windowOf } from '../../build-page.ts';
import { offset } from '../../comparison/compared-recordings.ts';

const folder = mkdtempSync(join(tmpdir(), 'ridgeline-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const place = (path: string, selection: Selection = {}) => ({
  source: recordingSource(path),
  selection,
  isRecording: true,
});
const sidesOf = (a: ReturnType<typeof place>, b = a, asked?: number) => engineSides({ a, b }, NO_SETTINGS, asked, {});

/** Requests that finish, one scrape in 15 s. */
const analysis = (finishedPerSecond: number, minutes: number, staySeconds = 2) => {
  const scrapes = minutes * 4;
  const perScrape = finishedPerSecond * 15;
  const labels = '{engine="0",model_name="m"}';
  const series = {
    [`vllm:request_success_total{engine="0",finished_reason="stop",model_name="m"}`]: `0+${perScrape}x${scrapes}`,
    [`vllm:e2e_request_latency_seconds_sum${labels}`]: `0+${perScrape * staySeconds}x${scrapes}`,
    [`vllm:e2e_request_latency_seconds_count${labels}`]: `0+${perScrape}x${scrapes}`,
  };
  return analysisOf(windowOf({ series, everySeconds: 15 }));
};

describe('a step that nobody asked for', () => {
  it.each([
    ['is four scrapes', [10, 60, 2], 60],
    ['is as long as ten requests take', [0.1, 60, 2], 105],
    ['is as long as two stays take', [10, 60, 50], 105],
    ['leaves 24 steps, though', [10, 60, 300], 150],
    ['makes 120 of a long stretch', [10, 600, 2], 300],
  ] as const)('%s', (_, [finished, minutes, stay], seconds) => {
    const side = [analysis(finished, minutes, stay)];
    expect(stepSeconds({ a: side, b: side })).toBe(seconds);
  });

  it('is never less than four scrapes, however short the stretch', () => {
    const side = [analysis(10, 5)];
    expect(stepSeconds({ a: side, b: [analysis(10, 60)] })).toBe(60);
  });
});

describe('the steps of a recording', () => {
  it('leave no scrape out: together they are the whole', async () => {
    const { sides, stepSeconds: seconds } = await sidesOf(place(recordingPath('a_steady')), undefined, 10);
    const { steps, analyses } = sides.a;
    expect(seconds).toBe(10);
    const first = steps[0]?.startAtSeconds ?? NaN;
    const covered = steps.reduce((sum, step) => sum + step.seconds, 0);
    expect(covered).toBeCloseTo((steps.at(-1)?.endAtSeconds ?? NaN) - first, 6);
    expect(analyses[0]?.seconds ?? NaN).toBeGreaterThanOrEqual(covered);
    steps.slice(1).forEach((step, i) => {
      expect(step.startAtSeconds).toBeCloseTo(steps[i]?.endAtSeconds ?? NaN, 6);
    });
  });

  it('are those of its range', async () => {
    const { sides } = await sidesOf(
      place(recordingPath('a_steady'), { from: offset(40), to: offset(100) }),
      undefined,
      6,
    );
    const { startAtSeconds, endAtSeconds, steps } = sides.b;
    expect(endAtSeconds - startAtSeconds).toBeLessThanOrEqual(60);
    expect(steps.every((step) => step.startAtSeconds >= startAtSeconds && step.endAtSeconds <= endAtSeconds)).toBe(
      true,
    );
    expect(steps).toHaveLength(9);
  });
});

describe('what cannot be compared', () => {
  const recording = (name: string, pages: readonly string[]): string => {
    const path = join(folder, name);
    const lines = pages.map((body, i) => JSON.stringify({ t: 1000 + 10 * i, dur: 0.1, status: 200, body }));
    writeFileSync(path, `${lines.join('\n')}\n`);
    return path;
  };
  const running = (model: string) => `vllm:num_requests_running{engine="0",model_name="${model}"}`;

  it('several models are refused by name', async () => {
    const path = recording(
      'two.jsonl',
      [1, 2].map((value) => pageOf({ [running('llama')]: value, [running('qwen')]: value })),
    );
    await expect(sidesOf(place(path))).rejects.toThrow(/holds engines of llama, qwen\. Compare one model at a time/);
  });

  it('one scrape is too few', async () => {
    const path = recording('one.jsonl', [pageOf({ [running('llama')]: 1 })]);
    await expect(sidesOf(place(path))).rejects.toThrow(/holds one scrape in its range/);
  });

  it('a step within a scrape is refused', async () => {
    await expect(sidesOf(place(recordingPath('a_steady')), undefined, 0.5)).rejects.toThrow(/is shorter than the 1 s/);
  });
});
