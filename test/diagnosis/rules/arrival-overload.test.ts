import { describe, expect, it } from 'vitest';
import { arrivalOverload } from '../../../src/diagnosis/rules/arrival-overload.ts';
import { findingOf } from '../finding-of.ts';

/** 2 a second finish, and the queue grows by 100 in 100 s: 3 a second arrive. */
const OVER = { waiting: '0+10x10' };
const finishing = (perSecond: number) => ({ stop: perSecond, length: 0, abort: 0, error: 0 });

describe('arrival-overload', () => {
  it('fires where more arrive than finish', () => {
    const finding = findingOf(arrivalOverload, OVER);
    expect(finding).toMatchObject({ state: 'fires', severity: 'critical', confidence: 'high' });
    expect(finding.message).toBe('3/s arrive and 2/s finish, so the queue grew by 100 requests');
    // On average 50 wait, and 2 a second are admitted: 25 s each, 50 of the 58 requests in the engine.
    expect(finding.atStake).toMatchObject({ measure: 'e2eSeconds', amount: { value: 25 } });
    expect(finding.atStake?.ratio).toBeCloseTo(50 / 58, 12);
  });

  it.each([
    // 0+2x10 is 20 more: (200 + 20) ÷ 100 s = 2.2 a second, 1.1 times 2.
    ['just too many', { waiting: '0+2x10' }, 'fires'],
    ['almost too many', { waiting: '0+1.99x10' }, 'quiet'],
    // 0.5 a second finish, so a tenth is 5 requests, and the growth is what decides.
    ['a growth that is just enough', { waiting: '0+1.01x10', finished: finishing(0.5) }, 'fires'],
    ['one that is not', { waiting: '0+0.99x10', finished: finishing(0.5) }, 'quiet'],
    // On average 5.5 wait, a fifth of 27.5 in the engine.
    ['a share that waits just enough', { running: '22x10', waiting: '0+1.1x10', finished: finishing(0.5) }, 'fires'],
    // Its prompts take longer than the wait: 2.75 s of 5.5 ÷ 2.
    [
      'one that does not',
      { running: '22.1x10', waiting: '0+1.1x10', finished: finishing(0.5), prefillSeconds: 6 },
      'quiet',
    ],
    ['a queue that stays as it is', { waiting: '50x10' }, 'quiet'],
    ['a queue that shrinks', { waiting: '100-10x10' }, 'quiet'],
    ['nobody waiting', {}, 'quiet'],
  ])('%s', (_, does, state) => {
    expect(findingOf(arrivalOverload, does).state).toBe(state);
  });

  it('cannot tell when nobody counts what finishes', () => {
    const series = Object.fromEntries(
      Object.keys(finishing(0)).map((reason) => [
        `vllm:request_success_total{engine="0",model_name="m",finished_reason="${reason}"}`,
        undefined,
      ]),
    );
    expect(findingOf(arrivalOverload, { ...OVER, series }).state).toBe('cannot-tell');
  });

  it.each([
    // A request runs 0.1 + 99 · itl seconds; five times that are 94.6 s and 104.5 s, of 100 s.
    ['long enough', 0.19, 'no', 'high'],
    ['too short', 0.21, 'yes', 'medium'],
  ])('looks whether the window is %s', (_, itlSeconds, found, confidence) => {
    const finding = findingOf(arrivalOverload, { ...OVER, itlSeconds });
    expect(finding.objections[0]).toMatchObject({ found });
    expect(finding).toMatchObject({ state: 'fires', confidence });
  });

  describe('beside other replicas', () => {
    it.each([
      ['has room', [{ waiting: '0x10' }], 'yes', 'medium'],
      ['queues, too', [OVER], 'no', 'high'],
      [
        'does not say',
        [{ series: { 'vllm:num_requests_waiting{engine="0",model_name="m"}': undefined } }],
        'unknown',
        'high',
      ],
    ])('of which one %s', (_, replicas, found, confidence) => {
      const finding = findingOf(arrivalOverload, OVER, { replicas });
      expect(finding).toMatchObject({ state: 'fires', confidence, objections: [{}, { found }] });
    });

    it('says how many would finish what arrives', () => {
      // 3 ÷ 2, rounded up; then 1.5 arrive at each.
      const [alone] = findingOf(arrivalOverload, OVER).actions;
      expect(alone).toMatchObject({ knob: 'replicas', change: 'raise', to: { value: 2 } });
      expect(alone?.mechanism).toBe(
        'Each replica finishes 2/s; 2 of them, as they are configured, finish what arrives.',
      );
      const [waiting, arrivals] = alone?.predicts ?? [];
      expect(waiting).toMatchObject({ measure: 'requestsWaiting', direction: 'falls' });
      expect(arrivals).toMatchObject({ measure: 'arrivalsPerSecond', direction: 'falls', then: { value: 1.5 } });
      // (3 + 3 + 3) ÷ 2 = 4.5.
      expect(findingOf(arrivalOverload, OVER, { replicas: [OVER, OVER] }).actions[0]?.to?.value).toBe(5);
    });

    it('does not say so where one does not tell what arrives, or where there are enough', () => {
      const silent = { series: { 'vllm:num_requests_waiting{engine="0",model_name="m"}': undefined } };
      // (3 + 0.1) ÷ 2, rounded up, are the two there are.
      const idle = { finished: finishing(0.1) };
      for (const replica of [silent, idle]) {
        const [action] = findingOf(arrivalOverload, OVER, { replicas: [replica] }).actions;
        expect(action).toMatchObject({ knob: 'replicas', to: undefined });
        expect(action?.mechanism).toBe('Each replica takes a part of what arrives.');
      }
    });
  });

  it('fires without a number where none finished', () => {
    const finding = findingOf(arrivalOverload, { ...OVER, finished: finishing(0), firstTokensPerSecond: 0 });
    expect(finding).toMatchObject({ state: 'fires', atStake: undefined, actions: [{ to: undefined }, {}] });
  });
});
