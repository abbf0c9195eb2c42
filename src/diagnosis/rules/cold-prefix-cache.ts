import type { Analysis } from '../../analysis/index.ts';
import { whatIsMissing } from '../../metrics/window/index.ts';
import type { Known } from '../../quantities/index.ts';
import type { Action } from '../action.ts';
import { derivedEvidence, measuredEvidence } from '../evidence.ts';
import { missingBefore } from '../missing-before.ts';
import { cannotTell, quiet, type Objection, type Outcome } from '../outcome.ts';
import { COMPARED_REQUESTS, prefillAtStake, PREFIXES_EVICTED, PROMPT_FACTOR, promptsDiffer } from '../prefix-hits.ts';
import { defineRule } from '../rule.ts';

/** Far fewer prompt tokens come from the prefix cache than in the window before. */
export const coldPrefixCache = defineRule({
  id: 'cold-prefix-cache',
  title: 'The prefix cache hits far less than before',
  role: 'contribution',
  severity: 'info',
  needs: ['prefixCacheHitRatio', 'firstTokensPerSecond', 'kvCacheUsageRatioMax'],
  thresholds: {
    // As in the generated alert: half of what is usual.
    hitShare: { value: 0.5, unit: 'ratio', what: 'part of the hits before below which they count as lost' },
    // As in that alert: with fewer before, as random prompts have, there was nothing to lose.
    usualHits: { value: 0.2, unit: 'ratio', what: 'hits in the window before that are worth missing' },
    requests: COMPARED_REQUESTS,
    kvCacheFull: PREFIXES_EVICTED,
    promptFactor: PROMPT_FACTOR,
  },
  explains: [],
  check({ measures, others, analysis, before }, thresholds): Outcome {
    const { prefixCacheHitRatio: now, firstTokensPerSecond: started, kvCacheUsageRatioMax: most } = measures;
    const hits = measuredEvidence('prompt tokens from the cache', 'prefixCacheHitRatio', now);
    const full = measuredEvidence('most of the KV cache used', 'kvCacheUsageRatioMax', most, {
      relation: '<',
      value: thresholds.kvCacheFull,
    });
    // Before it cannot have been more than all tokens.
    if (now.value >= thresholds.hitShare) return quiet('{hits} of the prompt tokens come from the cache', { hits });
    if (most.value >= thresholds.kvCacheFull) return quiet('up to {full} of the KV cache is in use', { hits, full });
    if (!before) return cannotTell('the window before');
    const { prefixCacheHitRatio: usual, firstTokensPerSecond: startedBefore } = before.measures;
    if (!usual.known) {
      return usual.reason === 'feature-off'
        ? quiet('the prefix cache was off in the window before', { hits })
        : cannotTell(...missingBefore(usual));
    }
    if (!startedBefore.known) return cannotTell(...missingBefore(startedBefore));
    const fewest = Math.min(started.value * analysis.seconds, startedBefore.value * before.seconds);
    if (fewest < thresholds.requests) return cannotTell('longer windows with more requests');
    const lost = thresholds.hitShare * usual.value;
    const evidence = {
      hits: { ...hits, bound: { relation: '≥', value: lost } as const },
      usual: derivedEvidence('the same in the window before', usual.value, 'ratio'),
      full,
    };
    if (usual.value < thresholds.usualHits) return quiet('{usual} came from the cache before, {hits} do now', evidence);
    if (now.value >= lost) return quiet('{hits} of the prompt tokens come from the cache, {usual} before', evidence);
    // A cache that is off has no hits either, and only the configuration tells.
    if (now.value === 0 && !analysis.cacheConfig) return cannotTell(whatIsMissing('cacheConfig'));
    const restarted = analysis.quality.restarts > 0;
    return {
      state: 'fires',
      message: `{hits} of the prompt tokens come from the prefix cache, after {usual} in the window before${restarted ? '; the engine restarted' : ''}`,
      evidence,
      objections: [promptsDiffer(others, before.measures, thresholds.promptFactor), countedAgain(now, usual)],
      atStake: prefillAtStake(others, now, usual.value),
      actions: [restarted ? WARM_UP : COMPARE_PROMPTS],
    };
  },
  page: {
    whatItMeans:
      'The prefix cache holds blocks of earlier prompts, so that a prompt which begins alike need not be computed again. Far fewer prompt tokens come from it than before, though the KV cache has room. It is cold after a restart, or prompts begin differently now.',
    whyItMatters:
      'Prefill computes what it used to skip: first tokens come later, and running requests wait for longer steps.',
    howItIsComputed:
      'Hits are prompt tokens from the cache ÷ prompt tokens. It fires where they are below `hitShare` of those in the window before, which had at least `usualHits`, and the KV cache never reached `kvCacheFull`. At stake is at most prefill · (before − now) ÷ (1 − now), as a share of the whole time of a request; nothing while requests queue, since then the queue comes first.',
    whatToDo:
      'After a restart, send the prompts that everybody shares once before users come, or wait: the cache fills by itself. Otherwise look for what changed at the start of prompts, such as a time, a name or an order of tools.',
    whenItMisleads:
      'A low hit ratio by itself is no fault, and this rule never calls it one. Other users with other prompts look the same as a lost cache. Before vLLM 0.16 the ratio counts blocked requests again and again.',
    references: [
      'vLLM, Automatic Prefix Caching: https://docs.vllm.ai/en/latest/features/automatic_prefix_caching.html',
      'vLLM, Production Metrics: https://docs.vllm.ai/en/latest/usage/metrics.html',
    ],
  },
});

function countedAgain(now: Known, usual: Known): Objection {
  const claim = 'this version counts requests that wait for blocks again and again, so the ratio is not sure';
  const inflated = [now, usual].some(({ annotations }: Pick<Analysis, 'annotations'>) =>
    annotations.some(({ id }) => id === 'hit-ratio-inflated'),
  );
  return { claim, found: inflated ? 'yes' : 'no' };
}

const PREDICTS: Action['predicts'] = [
  { measure: 'prefixCacheHitRatio', direction: 'rises' },
  { measure: 'prefillSeconds', direction: 'falls' },
  { measure: 'ttftSeconds', direction: 'falls' },
];

const WARM_UP: Action = {
  knob: 'warm-up',
  change: 'do',
  mechanism:
    'A prompt that everybody shares, sent once, is computed and stays in the cache; those after it find it there.',
  predicts: PREDICTS,
  sideEffect: 'The engine takes a moment longer until it is ready.',
  rollback: 'Leave it out.',
  refutedBy: 'prefixCacheHitRatio stays low although the shared prompts were sent: users send others.',
};

const COMPARE_PROMPTS: Action = {
  knob: 'start of prompts',
  change: 'do',
  mechanism:
    'Blocks are reused only up to the first token that differs, so what changes from request to request belongs at the end of the prompt.',
  predicts: PREDICTS,
  sideEffect: 'The model sees the parts of its prompt in another order.',
  rollback: 'Put the parts back in the order of before.',
  refutedBy: 'prefixCacheHitRatio stays although the start of prompts is the same again.',
};
