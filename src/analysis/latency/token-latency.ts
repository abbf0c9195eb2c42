import { annotation, formatQuantity, known, unknown, type Measured } from '../../quantities/index.ts';
import { histogramOf, whatIsMissing, type HistogramIncrease, type Window } from '../../metrics/window/index.ts';
import { isUnknown, meanOf, observations } from '../engine-window.ts';
import type { Contribution } from '../measures.ts';
import { preemptionGaps } from '../queueing/littles-law.ts';
import { finishLag } from '../traffic/lag.ts';

/**
 * Means of time to first token, time per output token and inter-token latency.
 *
 * - TTFT: observed at the first token; aborted requests included if they got that far.
 * - TPOT: one value per finished request, decode time ÷ (tokens − 1). vLLM records 0 for one-token outputs; they are left
 *   out, since they have no such time. Where they cannot be told, and before vLLM 0.11: Σdecode ÷ Σ(tokens − 1), which weighs long outputs more.
 * - ITL: one value per request and step; with speculative decoding a step yields several tokens.
 */
export function tokenLatency(window: Window): Contribution<'ttftSeconds' | 'tpotSeconds' | 'itlSeconds'> {
  return {
    ttftSeconds: meanOf(window, 'ttftSeconds', 'seconds'),
    tpotSeconds: tpotSeconds(window),
    itlSeconds: meanOf(window, 'itlSeconds', 'seconds', preemptionGaps(window)),
  };
}

function tpotSeconds(window: Window): Measured {
  const annotations = [...finishLag(window), ...preemptionGaps(window)];
  const histogram = observations(window, 'tpotSeconds');
  if (isUnknown(histogram)) return histogram.reason === 'not-exported' ? tokenWeighted(window, annotations) : histogram;
  const outputs = multiTokenOutputs(window, histogram);
  if (!outputs) return tokenWeighted(window, annotations);
  const { count, zeros } = outputs;
  if (count === 0) return unknown('no-traffic', ['a finished request with two or more output tokens']);
  return known(histogram.sum / count, 'seconds', {
    annotations:
      zeros === 0
        ? annotations
        : [
            ...annotations,
            annotation('one-token-outputs-excluded', `${formatQuantity(zeros, 'count')} one-token outputs left out`),
          ],
  });
}

function tokenWeighted(window: Window, annotations: Parameters<typeof meanOf>[3] = []): Measured {
  const decode = observations(window, 'decodeSeconds');
  const outputs = observations(window, 'generationTokensPerRequest');
  if (isUnknown(decode)) return decode;
  if (isUnknown(outputs)) return outputs;
  const gaps = outputs.sum - outputs.count;
  if (gaps <= 0) return unknown('no-traffic', ['a finished request with two or more output tokens']);
  return known(decode.sum / gaps, 'seconds', { annotations: [...annotations, annotation('token-weighted')] });
}

/**
 * The TPOT observations that are a time, and how many zeros stand for one-token outputs: those with le = 1 token. Undefined
 * where the histogram of output lengths does not tell them, being absent or having other edges.
 */
function multiTokenOutputs(
  window: Window,
  tpot: HistogramIncrease,
): { readonly count: number; readonly zeros: number } | undefined {
  const outputs = histogramOf(window, 'generationTokensPerRequest');
  const edge = outputs?.edges.findIndex((tokens) => tokens >= 1) ?? -1;
  const oneTokenAtMost = outputs?.cumulative[edge];
  if (oneTokenAtMost === undefined || (oneTokenAtMost > 0 && outputs?.edges[edge] !== 1)) return undefined;
  const zeros = Math.min(oneTokenAtMost, tpot.count);
  return { count: tpot.count - zeros, zeros };
}

/** The TPOT histogram without the zeros. */
export function tpotObservations(window: Window): ReturnType<typeof observations> {
  const histogram = observations(window, 'tpotSeconds');
  if (isUnknown(histogram)) return histogram;
  const outputs = multiTokenOutputs(window, histogram);
  if (!outputs)
    return unknown('not-observable', [`${whatIsMissing('generationTokensPerRequest')} with a bucket edge at 1`]);
  const { count, zeros } = outputs;
  if (count === 0) return unknown('no-traffic', ['a finished request with two or more output tokens']);
  return { ...histogram, count, cumulative: histogram.cumulative.map((atMost) => Math.max(0, atMost - zeros)) };
}
