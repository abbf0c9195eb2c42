import { quantityOf, type Known } from '../../quantities/index.ts';
import type { Action } from '../action.ts';
import { measuredEvidence } from '../evidence.ts';
import { cacheIsFull, KV_CACHE_FULL } from '../other-limits.ts';
import { cannotTell, quiet, type Outcome } from '../outcome.ts';
import { predictedStep } from '../predicted-step.ts';
import { LONG_WAIT, noQueue, queueAtStake, queueEvidence, WAITING_SHARE, WHEN_A_QUEUE_COUNTS } from '../queueing.ts';
import { defineRule, type Subject } from '../rule.ts';

const NEEDS = ['requestsRunning', 'requestsRunningMax', 'requestsWaiting', 'requestsInSystem'] as const;
type Own = Subject<(typeof NEEDS)[number]>;

/** `max_num_seqs` stops admissions: all slots are taken, requests wait, and the KV cache has room. */
export const sequenceCap = defineRule({
  id: 'sequence-cap',
  title: 'Every sequence slot is taken',
  role: 'limit',
  severity: 'critical',
  needs: NEEDS,
  thresholds: {
    waitingShare: WAITING_SHARE,
    longWait: LONG_WAIT,
    kvCacheFull: KV_CACHE_FULL,
  },
  explains: ['arrival-overload', 'objective-missed'],
  check(subject, thresholds): Outcome {
    const { measures, others } = subject;
    const none = noQueue(measures, others, thresholds);
    if (none) return none;
    const cap = others.sequenceCap;
    if (!cap.known) return cannotTell(...cap.missing);
    const most = measures.requestsRunningMax;
    const evidence = {
      ...queueEvidence(measures, others, thresholds),
      most: measuredEvidence('most requests running', 'requestsRunningMax', most, { relation: '≥', value: cap.value }),
      cap: measuredEvidence('slots', 'sequenceCap', cap),
      waiting: measuredEvidence('requests waiting, on average', 'requestsWaiting', measures.requestsWaiting),
    };
    if (most.value < cap.value) return quiet('at most {most} of {cap} slots are taken', evidence);
    return {
      state: 'fires',
      message: '{most} of {cap} slots are taken while {waiting} requests wait on average',
      evidence,
      objections: [cacheIsFull(subject.analysis, thresholds.kvCacheFull)],
      atStake: queueAtStake(measures, others.firstTokensPerSecond),
      actions: actionsFor(subject, cap),
    };
  },
  page: {
    whatItMeans:
      'vLLM runs at most `max_num_seqs` requests at a time. All those slots are taken, so further requests wait although the KV cache has room for them.',
    whyItMatters:
      'Requests queue before their first token while memory that was paid for lies idle. More slots cost nothing but longer steps.',
    howItIsComputed: `The cap is what the settings declare, else it is inferred from running being flat at its maximum while requests wait. It binds when the most requests that ran reach it, and ${WHEN_A_QUEUE_COUNTS}. By Little’s law what is at stake is the mean number waiting ÷ first tokens per second.`,
    whatToDo:
      'Raise `--max-num-seqs` as far as the KV cache and the objective for each token allow; each step then carries more requests and takes longer. Where steps are compute-bound already, more slots move the wait from the queue into the decode: then add replicas.',
    whenItMisleads:
      'An inferred cap is a guess where running is flat for another reason, such as a client that keeps a fixed number of requests open. With a KV cache that is nearly full the cache may be the true limit.',
    references: [
      'vLLM, Optimization and Tuning: https://docs.vllm.ai/en/latest/configuration/optimization.html',
      'J. D. C. Little, A Proof for the Queuing Formula L = λW, Operations Research 9(3), 1961',
    ],
  },
});

/** A choice: less is not worth a restart, and what it does to a step is easy to see. */
const AT_LEAST = 2;

/** As many slots as the load wants, but no more than the KV cache holds; CUDA graphs come in steps of eight. */
function actionsFor({ analysis, others, measures }: Own, cap: Known): Action[] {
  const { arrivalsPerSecond: arrivals, completionsPerSecond: finished, residentTokensPerRequest: each } = others;
  const overload = arrivals.known && finished.known && finished.value > 0 ? arrivals.value / finished.value : 1;
  const room = others.kvCacheCapacityTokens;
  const held = room.known && each.known && each.value > 0 ? Math.floor(room.value / each.value) : Infinity;
  const slots = Math.min(8 * Math.ceil((cap.value * Math.max(AT_LEAST, overload)) / 8), held);
  if (slots <= cap.value) return [];
  const times = slots / measures.requestsRunning.value;
  return [
    {
      knob: '--max-num-seqs',
      change: 'raise',
      to: quantityOf(slots, 'requests'),
      mechanism: 'Requests that wait for a slot are admitted; a step then carries more of them.',
      predicts: [
        { measure: 'requestsWaiting', direction: 'falls' },
        { measure: 'itlSeconds', direction: 'rises', then: predictedStep(analysis, others.itlSeconds, { times }) },
      ],
      sideEffect: 'Each step takes longer, and CUDA graphs for more sizes take memory from the KV cache.',
      rollback: 'Restart with {cap} slots.',
      refutedBy: 'completionsPerSecond does not rise although requestsRunning does: steps are bound by the hardware.',
    },
  ];
}
