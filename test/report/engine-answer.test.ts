import { describe, expect, it } from 'vitest';
import { engineAnswer } from '../../src/report/index.ts';
import { scrapesOf, windowsOf } from '../contracts/scrapes.ts';
import { reportOf } from './build-report.ts';

const answerOf = (recording: string, fromSeconds?: number, toSeconds?: number) => {
  const [engine] = reportOf(windowsOf(scrapesOf(recording, fromSeconds, toSeconds))).engines;
  if (!engine) throw new Error('unreachable: the recording has an engine');
  return { engine, ...engineAnswer(engine) };
};

describe('what is said first of an engine', () => {
  it('names the limit that is full, and what is not', () => {
    const { state, bound, answer } = answerOf('b_overload', 30, 60);
    expect({ state, bound }).toEqual({ state: 'full', bound: 'sequence slots' });
    expect(answer).toMatch(
      /^[\d.]+\/s arrive, [\d.]+\/s finish\. Full: sequence slots, 16 of 16 .* \(not: KV cache, .*\)$/,
    );
  });

  it('names the cache where that is full', () => {
    expect(answerOf('f_preempt').bound).toBe('KV cache');
  });

  it('says what is used where nothing is full', () => {
    const { state, answer, forecast } = answerOf('a_steady', 20, 60);
    expect(state).toBe('fine');
    expect(answer).toMatch(/Nothing is used up: KV cache, used up to/);
    expect(forecast).toBe('A request arriving now would not queue');
  });

  it('does not take what nobody counts for fine', () => {
    const { engine } = answerOf('a_steady', 20, 60);
    const blind = engineAnswer({ ...engine, annotations: [], measures: {} });
    expect(blind.state).toBe('unknown');
    expect(blind.answer).toBe('Neither who waits nor any limit is known');
    expect(blind.forecast).toBe('The wait of a request arriving now is unknown');
  });
});
