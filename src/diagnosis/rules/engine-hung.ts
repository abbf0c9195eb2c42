import type { Annotation } from '../../quantities/index.ts';
import { LONGEST_STEP_SECONDS } from '../../analysis/index.ts';
import { compareVersions } from '../../metrics/catalogue/index.ts';
import { deferredShareOf, WAITING_REASONS } from '../deferred-share.ts';
import { derivedEvidence, measuredEvidence } from '../evidence.ts';
import { cannotTell, quiet, type Outcome } from '../outcome.ts';
import { defineRule } from '../rule.ts';
import { STANDSTILL_EXPLAINS } from '../standstill.ts';

// Source: metrics of vLLM 0.20.0, num_requests_waiting_by_reason, which 0.19.1 does not have.
const REASONS_SINCE = '0.20.0';

/** Requests are in the engine, and no counter moves. */
export const engineHung = defineRule({
  id: 'engine-hung',
  title: 'The engine makes no progress',
  role: 'standstill',
  severity: 'critical',
  // Of a long prompt that is computed in parts only the KV cache tells.
  needs: [
    'requestsRunning',
    'requestsWaiting',
    'generationTokensPerSecond',
    'completionsPerSecond',
    'kvCacheUsageRatio',
  ],
  thresholds: {},
  explains: STANDSTILL_EXPLAINS,
  check({ measures, analysis }): Outcome {
    const stuck = analysis.annotations.find(isStuck);
    const evidence = {
      running: measuredEvidence('requests shown as running', 'requestsRunning', measures.requestsRunning),
      waiting: measuredEvidence('requests waiting', 'requestsWaiting', measures.requestsWaiting),
      still: derivedEvidence(
        'time at the end of the window without a counter that moved',
        analysis.stillSeconds,
        'seconds',
        {
          bound: { relation: '≥', value: LONGEST_STEP_SECONDS },
        },
      ),
      tokens: measuredEvidence('output tokens', 'generationTokensPerSecond', measures.generationTokensPerSecond),
    };
    if (!stuck) return quiet('counters move, or nothing is in the engine', evidence);
    // What is held back is no fault of the scheduler.
    const isOlder = analysis.version?.until && compareVersions(analysis.version.until, REASONS_SINCE) < 0;
    if (stuck.id === 'engine-stalled' && !isOlder && deferredShareOf(measures.requestsWaiting) === undefined) {
      return cannotTell(WAITING_REASONS);
    }
    return {
      state: 'fires',
      message: '{running} run and {waiting} wait, but no counter has moved for {still}',
      evidence,
      objections: [],
      actions: [
        {
          knob: 'the engine',
          change: 'do',
          mechanism:
            'Look at its log and at /health. If requests are shown that clients gave up long ago, only the gauges are stale; otherwise a restart gets it going.',
          predicts: [{ measure: 'generationTokensPerSecond', direction: 'rises' }],
          sideEffect: 'A restart loses the requests in it and the prefix cache.',
          rollback: 'None is needed.',
          refutedBy: 'generationTokensPerSecond rises by itself: it was one very long step.',
        },
      ],
    };
  },
  page: {
    whatItMeans:
      'Requests are shown as running, or wait, and no token has been computed for a while: neither counters of tokens nor of requests moved. The engine hangs, its scheduler makes no progress, or its gauges are stale.',
    whyItMatters: 'Whoever is routed to it waits for ever, and gauges that stand still look like load to a router.',
    howItIsComputed:
      'At the end of the window requests run (or wait for room while none runs), and the counters of prompt tokens, output tokens, finished requests and steps have all stood still for at least ten seconds, with as many running and as much of the KV cache used as before. From a Prometheus: no step in the last four scrape intervals, where at most one scrape is missing.',
    whatToDo:
      'Take it out of the rotation, keep its log, and restart it. With stale gauges (aborted requests that are never removed) an upgrade helps.',
    whenItMisleads:
      'While one step runs nothing is published, so a prefill of a very long prompt without chunking looks the same for as long as it takes. So do kernels that are compiled when they are first used.',
    references: [
      'vLLM issue 22545 (gauges stay after aborts): https://github.com/vllm-project/vllm/issues/22545',
      'vLLM, Troubleshooting, "hangs": https://docs.vllm.ai/en/latest/usage/troubleshooting.html',
    ],
  },
});

const isStuck = ({ id }: Annotation): boolean => id === 'engine-hung' || id === 'engine-stalled';
