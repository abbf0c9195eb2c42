import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { RECORDINGS, recordingPath } from '../accuracy/truth.ts';
import { comparedRecordings, judgedOf, offset, shiftOf } from './compared-recordings.ts';
import { slowedRecording } from './slowed.ts';

const folder = mkdtempSync(join(tmpdir(), 'ridgeline-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const steady = recordingPath('a_steady');
const overload = recordingPath('b_overload');
const burst = recordingPath('m_v0221_burst');

describe('a recording against itself', () => {
  it.each(RECORDINGS)('shows no change: %s', async (name) => {
    const { system, workload, findings } = await comparedRecordings([recordingPath(name)], [recordingPath(name)]);
    for (const { effect } of [...system, ...workload]) if (effect) expect(effect.ratio).toBeCloseTo(1, 9);
    expect(system.map(({ verdict }) => verdict)).not.toContain('regressed');
    expect(system.map(({ verdict }) => verdict)).not.toContain('improved');
    expect(workload.map(({ verdict }) => verdict)).not.toContain('shifted');
    expect(findings).toEqual({ isNew: [], isGone: [] });
  });
});

describe('the halves of a recording', () => {
  it.each(['a_steady', 'k_dp2_api2'])('do not differ: %s', async (name) => {
    const half = name === 'a_steady' ? 75 : 46;
    const path = recordingPath(name);
    const { system, workload } = await comparedRecordings([path, { to: offset(half) }], [path, { from: offset(half) }]);
    expect(system.map(({ verdict }) => verdict)).not.toContain('regressed');
    expect(system.map(({ verdict }) => verdict)).not.toContain('improved');
    expect(workload.map(({ verdict }) => verdict)).not.toContain('shifted');
  });
});

describe('an overload against a quiet time', () => {
  // 64 tokens were asked for in a_steady and 128 in b_overload; batches of 2 to 5 against 16.
  it('is another workload, for which the steps are not blamed', async () => {
    const comparison = await comparedRecordings([steady], [overload]);
    expect(shiftOf(comparison, 'generationTokensPerRequest').verdict).toBe('shifted');
    expect(shiftOf(comparison, 'generationTokensPerRequest').effect?.ratio).toBeCloseTo(2, 1);
    const itl = judgedOf(comparison, 'itlSeconds');
    expect((itl.b ?? 0) / (itl.a ?? 1)).toBeGreaterThan(1.4);
    expect(itl).toMatchObject({ verdict: 'cannot-tell', effect: null });
    expect(itl.reason).toMatch(/^not measured at equal load: requests decoding per step/);
    expect(comparison.verdict).toBe('cannot-tell');
    expect(comparison.findings.isNew.map(({ id }) => id)).toContain('sequence-cap');
  });

  it('is told where arrivals ended', async () => {
    const early = { from: offset(10), to: offset(70) };
    const comparison = await comparedRecordings([overload, early], [overload, { from: offset(95), to: offset(175) }]);
    expect(shiftOf(comparison, 'arrivalsPerSecond')).toMatchObject({ b: 0, verdict: 'shifted' });
    expect(judgedOf(comparison, 'ttftSeconds').reason).toMatch(/requests queue|not measured at equal load/);
  });
});

describe('an engine whose steps take longer', () => {
  it('by a fifth is worse', async () => {
    const comparison = await comparedRecordings(
      [burst],
      [slowedRecording('m_v0221_burst', 1.2, join(folder, 'b.jsonl'))],
    );
    const itl = judgedOf(comparison, 'itlSeconds');
    expect(itl.verdict).toBe('regressed');
    expect(itl.effect?.ratio).toBeCloseTo(1.2, 9);
    expect(comparison.verdict).toBe('regressed');
  });

  it('by a half is worse with two engines, each compared with itself', async () => {
    const path = slowedRecording('k_dp2_api2', 1.5, join(folder, 'k.jsonl'));
    const comparison = await comparedRecordings([recordingPath('k_dp2_api2')], [path]);
    expect(judgedOf(comparison, 'itlSeconds').effect?.ratio).toBeCloseTo(1.5, 1);
    expect(comparison.sides.a.engines).toBe(2);
  });

  it('against which the same engine was better', async () => {
    const comparison = await comparedRecordings(
      [slowedRecording('m_v0221_burst', 1.2, join(folder, 'a.jsonl'))],
      [burst],
    );
    expect(judgedOf(comparison, 'itlSeconds')).toMatchObject({ verdict: 'improved' });
    expect(comparison.verdict).toBe('improved');
  });
});

describe('what was odd about a side', () => {
  it('is said, and a step with a restart is left out', async () => {
    const comparison = await comparedRecordings([recordingPath('g_restart')], [steady]);
    expect(comparison.sides.a.annotations.map(({ id }) => id)).toContain('counter-reset');
    expect(comparison.sides.b.annotations.map(({ id }) => id)).not.toContain('counter-reset');
  });
});
