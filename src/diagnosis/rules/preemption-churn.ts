import { partOf } from '../at-stake.ts';
import { derivedEvidence, measuredEvidence } from '../evidence.ts';
import { quiet, type Outcome } from '../outcome.ts';
import { defineRule } from '../rule.ts';

/** Running requests are evicted from the KV cache and computed again. */
export const preemptionChurn = defineRule({
  id: 'preemption-churn',
  title: 'Running requests are evicted and computed again',
  role: 'symptom',
  severity: 'warning',
  needs: ['preemptionsPerSecond', 'completionsPerSecond', 'kvCacheUsageRatioMax'],
  thresholds: {
    // One request in ten: far from none, and well below a recording that thrashed (1.3 for each request).
    preemptionsPerRequest: { value: 0.1, unit: 'ratio', what: 'preemptions for each finished request' },
    // A choice: of fewer the share is noise.
    preemptions: { value: 10, unit: 'count', what: 'preemptions in the window' },
  },
  explains: [],
  check({ measures, others, analysis }, thresholds): Outcome {
    const { preemptionsPerSecond: preempted, completionsPerSecond: finished } = measures;
    const count = preempted.value * analysis.seconds;
    const each = finished.value > 0 ? preempted.value / finished.value : preempted.value > 0 ? Infinity : 0;
    const evidence = {
      preempted: measuredEvidence('preemptions', 'preemptionsPerSecond', preempted),
      finished: measuredEvidence('requests that finish', 'completionsPerSecond', finished),
      count: derivedEvidence('preemptions in the window', count, 'count', {
        bound: { relation: '≥', value: thresholds.preemptions },
      }),
      most: measuredEvidence('most of the KV cache used', 'kvCacheUsageRatioMax', measures.kvCacheUsageRatioMax),
    };
    if (count < thresholds.preemptions || each < thresholds.preemptionsPerRequest) {
      return quiet('{count} preemptions, {finished} finish', evidence);
    }
    const requeue = others.requeueSeconds;
    return {
      state: 'fires',
      message: '{preempted} preempted against {finished} that finish, with the KV cache up to {most} full',
      evidence: requeue.known
        ? { ...evidence, requeue: measuredEvidence('wait after a preemption', 'requeueSeconds', requeue) }
        : evidence,
      objections: [],
      atStake: partOf('e2eSeconds', others.e2eSeconds, requeue.known ? requeue.value * each : undefined),
      actions: [
        {
          knob: '--max-num-seqs',
          change: 'lower',
          mechanism:
            'Fewer requests share the cache, so those that run find blocks for the tokens they still generate, and none is thrown out half done.',
          predicts: [
            { measure: 'preemptionsPerSecond', direction: 'falls' },
            { measure: 'requestsWaiting', direction: 'rises' },
          ],
          sideEffect: 'Requests wait before they start instead of in between; the batch is smaller.',
          rollback: 'Restart with the value of before.',
          refutedBy: 'generationTokensPerSecond falls: the evictions cost less than the smaller batch does.',
        },
      ],
    };
  },
  page: {
    whatItMeans:
      'The KV cache has no block left for a request that runs, so vLLM throws out the one admitted last. It loses what was computed, waits again, and starts over with its prompt and all it had generated.',
    whyItMatters:
      'Work is done twice, and the wait shows in the middle of an answer: users see a stream that stops. It hides in decode time, not in queue time.',
    howItIsComputed:
      'Preemptions in the window ÷ requests that finished in it, never the total since the start. At stake is the mean wait after a preemption times preemptions for each request.',
    whatToDo:
      'Make room (fp8 KV cache, more memory for the cache, more tensor parallelism), or admit fewer at a time. See kv-cache-capacity, of which this is the usual consequence.',
    whenItMisleads:
      'A few preemptions in bursts are harmless: the scheduler bets that outputs are short and mostly wins. Old preemptions do not count.',
    references: [
      'vLLM, Optimization and Tuning, "Preemption": https://docs.vllm.ai/en/latest/configuration/optimization.html',
    ],
  },
});
