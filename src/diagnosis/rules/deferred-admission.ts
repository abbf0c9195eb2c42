import type { Action } from '../action.ts';
import { DEFERRED_SHARE, deferredShareOf, WAITING_REASONS } from '../deferred-share.ts';
import { derivedEvidence, measuredEvidence } from '../evidence.ts';
import { cacheIsFull, KV_CACHE_FULL, slotsAreTaken } from '../other-limits.ts';
import { cannotTell, quiet, type Outcome } from '../outcome.ts';
import { LONG_WAIT, noQueue, queueAtStake, queueEvidence, WAITING_SHARE, WHEN_A_QUEUE_COUNTS } from '../queueing.ts';
import { defineRule } from '../rule.ts';

/** Requests wait for an adapter, a grammar or a KV transfer, not for a slot or for memory. */
export const deferredAdmission = defineRule({
  id: 'deferred-admission',
  title: 'Waiting requests are held back by something else than capacity',
  role: 'limit',
  severity: 'critical',
  needs: ['requestsWaiting', 'requestsInSystem'],
  thresholds: {
    waitingShare: WAITING_SHARE,
    longWait: LONG_WAIT,
    deferredShare: DEFERRED_SHARE,
    kvCacheFull: KV_CACHE_FULL,
  },
  // What waits for something else seldom leaves a slot free either, and a flat top is taken for a cap.
  explains: ['sequence-cap', 'arrival-overload', 'objective-missed'],
  check({ measures, others, analysis }, thresholds): Outcome {
    const none = noQueue(measures, others, thresholds);
    if (none) return none;
    const { requestsWaiting: waiting } = measures;
    const { deferredShare, kvCacheFull } = thresholds;
    const share = deferredShareOf(waiting);
    if (share === undefined) return cannotTell(WAITING_REASONS);
    const evidence = {
      ...queueEvidence(measures, others, thresholds),
      waiting: measuredEvidence('requests waiting, on average', 'requestsWaiting', waiting),
      deferred: derivedEvidence('of those held back, on average', share * waiting.value, 'requests'),
      deferredShare: derivedEvidence('share of those that wait which is held back', share, 'ratio', {
        bound: { relation: '≥', value: deferredShare },
      }),
    };
    if (share < deferredShare) return quiet('{deferredShare} of those that wait are held back', evidence);
    return {
      state: 'fires',
      message: '{deferred} of the {waiting} that wait are held back by an adapter, a grammar or a KV transfer',
      evidence,
      objections: [slotsAreTaken(others), cacheIsFull(analysis, kvCacheFull)],
      atStake: queueAtStake(measures, others.firstTokensPerSecond),
      actions: ACTIONS,
    };
  },
  page: {
    whatItMeans:
      'vLLM took these requests out of the line: there may be room for them, but something they need is not ready. That is a place for their LoRA adapter, the grammar of a structured output, keys and values that another engine or a disk has to send, or the next part of a streamed input.',
    whyItMatters:
      'They wait however many slots and however much memory are free, so the usual remedies for a queue do nothing.',
    howItIsComputed: `vLLM counts waiting requests by reason. Share held back = mean deferred ÷ mean waiting; the rule fires when it is at least \`deferredShare\` and ${WHEN_A_QUEUE_COUNTS}. By Little’s law what is at stake is the mean number waiting ÷ first tokens per second.`,
    whatToDo:
      'Find out what they wait for: the metrics do not tell. With LoRA raise `--max-loras` or group requests by adapter; with structured outputs use fewer different schemas, so that their grammars are compiled once; with KV transfer look at the connector’s log and at the link.',
    whenItMisleads:
      'Sessions with streamed input count as held back while their client has nothing to say, which is nobody’s fault. Before vLLM 0.20 the reasons are not exported.',
    references: [
      'vLLM, Production Metrics, num_requests_waiting_by_reason: https://docs.vllm.ai/en/latest/usage/metrics.html',
      'vLLM, scheduler: vllm/v1/core/sched/scheduler.py, requests skipped while waiting',
    ],
  },
});

/** The metrics do not tell which of them it is, so each says when it applies. */
const ACTIONS: readonly Action[] = [
  {
    knob: '--max-loras',
    change: 'raise',
    mechanism:
      'Where adapters are served: a request waits until its adapter is among those that a step may use; with more of them at a time fewer wait.',
    predicts: [{ measure: 'requestsWaiting', direction: 'falls' }],
    sideEffect: 'Each further adapter takes GPU memory from the KV cache.',
    rollback: 'Restart with the value of before.',
    refutedBy: 'requestsWaiting stays as it is: they wait for a grammar or a transfer.',
  },
  {
    knob: 'schemas of structured outputs',
    change: 'lower',
    mechanism:
      'Where outputs have to follow a schema: a request waits until its grammar is compiled, which happens once for each schema while it is kept.',
    predicts: [{ measure: 'requestsWaiting', direction: 'falls' }],
    sideEffect: 'Clients have to agree on fewer schemas.',
    rollback: 'None is needed.',
    refutedBy: 'requestsWaiting stays as it is: no grammar is what they wait for.',
  },
  {
    knob: 'the KV connector',
    change: 'do',
    mechanism:
      'Where keys and values come from another engine or a disk: a request waits until they have arrived, so a slow or broken source holds it back; look at its log and its link.',
    predicts: [{ measure: 'requestsWaiting', direction: 'falls' }],
    sideEffect: 'Without the connector prompts are computed here, which takes time of the steps.',
    rollback: 'Configure the connector as before.',
    refutedBy: 'requestsWaiting stays as it is without a connector, too.',
  },
];
