import { describe, expect, it } from 'vitest';
import { verdictOf } from '../../src/diagnosis/verdict.ts';
import { finding, stake } from './invented.ts';

const QUIET = finding('quiet', { state: 'quiet' });
const CANNOT_TELL = finding('blind', { state: 'cannot-tell', title: 'The KV cache is full', message: 'needs its use' });

describe('what binds', () => {
  it('is the limit that fires, with its confidence and message', () => {
    expect(verdictOf([finding('cap', { confidence: 'medium' }), QUIET], true)).toEqual({
      boundBy: 'cap',
      confidence: 'medium',
      summary: 'message of cap',
    });
  });

  it('is a standstill before any limit', () => {
    const hung = finding('hung', { role: 'standstill' });
    expect(verdictOf([finding('cap', { atStake: stake(0.9) }), hung], true).boundBy).toBe('hung');
  });

  it('is no consequence of another limit, however far', () => {
    const findings = [
      finding('cause'),
      finding('between', { role: 'symptom', explainedBy: 'cause' }),
      finding('effect', { explainedBy: 'between', atStake: stake(0.9) }),
    ];
    expect(verdictOf(findings, true).boundBy).toBe('cause');
  });

  it('is a limit that something else makes bind earlier', () => {
    const findings = [finding('waste', { role: 'contribution' }), finding('cap', { explainedBy: 'waste' })];
    expect(verdictOf(findings, true).boundBy).toBe('cap');
  });

  it('has most at stake, though it stands behind what makes it bind earlier', () => {
    const findings = [
      finding('little', { atStake: stake(0.5) }),
      finding('waste', { role: 'contribution' }),
      finding('much', { explainedBy: 'waste', atStake: stake(0.9) }),
    ];
    expect(verdictOf(findings, true).boundBy).toBe('much');
  });

  it.each(['ceiling', 'contribution', 'symptom', 'instrument'] as const)('is never a %s', (role) => {
    expect(verdictOf([finding('x', { role })], true).boundBy).toBe('arrivals');
  });
});

describe('where no limit fires', () => {
  it.each([
    ['nobody waits', [QUIET], false, 'arrivals', 'high'],
    ['nobody waits, whatever is not known', [CANNOT_TELL], false, 'arrivals', 'high'],
    ['some wait, and no limit is reached', [QUIET], true, 'arrivals', 'medium'],
    ['some wait, and a limit cannot be judged', [QUIET, CANNOT_TELL], true, 'unknown', 'low'],
    ['some wait, and the rule of a limit failed', [finding('x', { state: 'failed' })], true, 'unknown', 'low'],
    [
      'some wait, and something else cannot be judged',
      [{ ...CANNOT_TELL, role: 'symptom' }],
      true,
      'arrivals',
      'medium',
    ],
    ['nobody counts who waits', [QUIET], undefined, 'unknown', 'low'],
  ] as const)('%s', (_, findings, waits, boundBy, confidence) => {
    expect(verdictOf(findings, waits)).toMatchObject({ boundBy, confidence });
  });

  it('names what could not be judged, and why', () => {
    expect(verdictOf([CANNOT_TELL], true).summary).toMatch(/not judged: the KV cache is full \(needs its use\)$/);
  });
});
