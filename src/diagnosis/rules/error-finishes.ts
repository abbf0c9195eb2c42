import { partOf } from '../at-stake.ts';
import { derivedEvidence, measuredEvidence } from '../evidence.ts';
import { finishesOf } from '../finishes.ts';
import { cannotTell, quiet, type Outcome } from '../outcome.ts';
import { restarted } from '../restarted.ts';
import { defineRule } from '../rule.ts';

/** Requests end in an error of the engine. */
export const errorFinishes = defineRule({
  id: 'error-finishes',
  title: 'Requests end in an error',
  role: 'symptom',
  severity: 'warning',
  needs: ['completionsPerSecond'],
  thresholds: {
    // A choice: the whole budget of a service that promises 99 %.
    share: { value: 0.01, unit: 'ratio', what: 'share of the finished requests that ended in an error' },
    // A choice: one request in ten fails, which users notice and retries do not hide.
    criticalShare: { value: 0.1, unit: 'ratio', what: 'the same share, from which it is critical' },
    // A choice: of fewer the share is noise.
    requests: { value: 5, unit: 'requests', what: 'errors in the window' },
  },
  explains: [],
  check({ measures, analysis }, { share, criticalShare, requests }): Outcome {
    const finished = measures.completionsPerSecond;
    const errors = finishesOf(finished)?.failed;
    if (errors === undefined) {
      return cannotTell('the requests that finished, by reason, errors among them (an old vLLM does not have these)');
    }
    const failed = finished.value > 0 ? errors / finished.value : 0;
    const count = errors * analysis.seconds;
    const evidence = {
      failed: derivedEvidence('share of the finished requests that ended in an error', failed, 'ratio', {
        bound: { relation: '≥', value: share },
      }),
      count: derivedEvidence('errors in the window', count, 'requests', { bound: { relation: '≥', value: requests } }),
      finished: measuredEvidence('requests that finish', 'completionsPerSecond', finished),
    };
    if (count < requests || failed < share) return quiet('{count} requests ended in an error', evidence);
    return {
      state: 'fires',
      severity: failed >= criticalShare ? 'critical' : 'warning',
      message: '{failed} of the requests that finished ended in an error, {count} in this window',
      evidence,
      objections: [restarted('the engine restarted in this window, and what failed with it is over', analysis)],
      atStake: partOf('completionsPerSecond', finished, errors),
      actions: [
        {
          knob: 'the engine',
          change: 'do',
          mechanism:
            'Look into its log for what failed. Errors of this kind arise in the engine, not in the request: mostly KV blocks that could not be loaded from another instance or a store. What the log names is what to repair.',
          predicts: [{ measure: 'goodputRequestsPerSecond', direction: 'rises' }],
          sideEffect: 'None.',
          rollback: 'None is needed.',
          refutedBy:
            'completionsPerSecond keeps its part of errors although the log names none: ask the clients what they got.',
        },
      ],
    };
  },
  page: {
    whatItMeans:
      'vLLM itself ended requests with an error after it had accepted them, and clients got an internal server error. It is no fault of theirs: requests that are refused (too long, bad parameters) never reach this count.',
    whyItMatters:
      'Users got no answer, and what was computed for them is lost. Latencies look well meanwhile, since failed requests are short.',
    howItIsComputed:
      'Finished requests with reason error ÷ all that finished in the window. Reason length is no error: the answer reached the limit that was asked for. Reason abort is not one either; see client-aborts.',
    whatToDo:
      'Read the log of the engine around the time. With a KV connector look at its transfers and at the other instance; otherwise at memory and the driver of the GPU.',
    whenItMisleads:
      'Before vLLM 0.14 there is no such reason, and nobody can tell. Errors of the API server, and requests that were refused, are only in its HTTP metrics.',
    references: [
      'vLLM, Production Metrics: https://docs.vllm.ai/en/latest/usage/metrics.html',
      'vLLM, Troubleshooting: https://docs.vllm.ai/en/latest/usage/troubleshooting.html',
    ],
  },
});
