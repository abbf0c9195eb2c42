import { describe, expect, it } from 'vitest';
import { verdictOf } from '../../src/diagnosis/verdict.ts';
import type { Queue } from '../../src/diagnosis/queueing.ts';
import { finding, stake } from './invented.ts';

/** Shares of the requests in the engine that wait, enough to matter and not. */
const waits = (share: number): Queue => ({ share, counts: share >= 0.2, missing: [] });
const MANY = waits(0.25);
const FEW = waits(0.011);

const QUIET = finding('quiet', { state: 'quiet' });
const CANNOT_TELL = finding('blind', { state: 'cannot-tell', title: 'The KV cache is full', message: 'needs its use' });

describe('what binds', () => {
  it('is the limit that fires, with its confidence and message', () => {
    expect(verdictOf([finding('cap', { confidence: 'medium' }), QUIET], MANY)).toEqual({
      boundBy: 'cap',
      confidence: 'medium',
      summary: 'message of cap',
    });
  });

  it('is a standstill before any limit', () => {
    const hung = finding('hung', { role: 'standstill' });
    expect(verdictOf([finding('cap', { atStake: stake(0.9) }), hung], MANY).boundBy).toBe('hung');
  });

  it('is no consequence of another limit, however far', () => {
    const findings = [
      finding('cause'),
      finding('between', { role: 'symptom', explainedBy: 'cause' }),
      finding('effect', { explainedBy: 'between', atStake: stake(0.9) }),
    ];
    expect(verdictOf(findings, MANY).boundBy).toBe('cause');
  });

  it('is nothing that a wrong instrument shows, if that is sure', () => {
    const shown = finding('cap', { explainedBy: 'stale' });
    expect(verdictOf([finding('stale', { role: 'instrument' }), shown], FEW).boundBy).toBe('arrivals');
    const unsure = finding('stale', { role: 'instrument', confidence: 'medium' });
    expect(verdictOf([unsure, shown], MANY).boundBy).toBe('cap');
  });

  it('is a limit that something else makes bind earlier', () => {
    const findings = [finding('waste', { role: 'contribution' }), finding('cap', { explainedBy: 'waste' })];
    expect(verdictOf(findings, MANY).boundBy).toBe('cap');
  });

  it('has most at stake, though it stands behind what makes it bind earlier', () => {
    const findings = [
      finding('little', { atStake: stake(0.5) }),
      finding('waste', { role: 'contribution' }),
      finding('much', { explainedBy: 'waste', atStake: stake(0.9) }),
    ];
    expect(verdictOf(findings, MANY).boundBy).toBe('much');
  });

  it.each(['ceiling', 'contribution', 'symptom', 'instrument'] as const)('is never a %s', (role) => {
    expect(verdictOf([finding('x', { role })], MANY).boundBy).toBe('unknown');
    expect(verdictOf([finding('x', { role })], FEW).boundBy).toBe('arrivals');
  });
});

describe('where no limit fires', () => {
  it.each([
    ['nobody waits', [QUIET], waits(0), 'arrivals', 'high'],
    ['few wait', [QUIET], FEW, 'arrivals', 'high'],
    ['few wait, and a limit that shows in no queue may not be judged', [CANNOT_TELL], FEW, 'arrivals', 'medium'],
    ['many wait, and no limit is reached: something holds them that no rule knows', [QUIET], MANY, 'unknown', 'low'],
    ['many wait, and a limit cannot be judged', [QUIET, CANNOT_TELL], MANY, 'unknown', 'low'],
    ['many wait, and the rule of a limit failed', [finding('x', { state: 'failed' })], MANY, 'unknown', 'low'],
    ['many wait, and something else cannot be judged', [{ ...CANNOT_TELL, role: 'symptom' }], MANY, 'unknown', 'low'],
    [
      'few wait, and nobody can tell how long',
      [QUIET],
      { share: 0.011, counts: undefined, missing: ['x'] },
      'unknown',
      'low',
    ],
    ['nobody counts who waits', [QUIET], undefined, 'unknown', 'low'],
  ] as const)('%s', (_, findings, queue, boundBy, confidence) => {
    expect(verdictOf(findings, queue)).toMatchObject({ boundBy, confidence });
  });

  it.each([
    [0, 'Nobody waits in the engine: it does what is asked of it'],
    [0.011, '1.1 % of the requests in the engine wait, too few for a limit: it does what is asked of it'],
    // Just below a fifth.
    [0.199, '19.9 % of the requests in the engine wait, too few for a limit: it does what is asked of it'],
    [0.2, '20 % of the requests in the engine wait, and no limit that could be judged is reached'],
  ])('says which share waits: %d', (waitingShare, summary) => {
    expect(verdictOf([QUIET], waits(waitingShare)).summary).toBe(summary);
  });

  it('names what could not be judged, and why', () => {
    expect(verdictOf([CANNOT_TELL], MANY).summary).toMatch(
      new RegExp(`not judged: ${CANNOT_TELL.id} \\(needs its use\\)$`),
    );
  });
});
