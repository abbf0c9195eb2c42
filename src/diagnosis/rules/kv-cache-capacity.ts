import type { Analysis } from '../../analysis/index.ts';
import { CACHE_CONFIG } from '../../metrics/catalogue/index.ts';
import { quantityOf, type Known, type Measured } from '../../quantities/index.ts';
import { kvCacheCapacityTokens, kvCacheFormat, type Deployment } from '../../roofline/index.ts';
import type { Action, Prediction } from '../action.ts';
import { evidenceIfKnown, measuredEvidence, type EvidenceByName } from '../evidence.ts';
import { objection } from '../objection.ts';
import { fullFrom, fullUnknown, KV_CACHE_FULL, slotsAreTaken } from '../other-limits.ts';
import { quiet, type Objection, type Outcome } from '../outcome.ts';
import { LONG_WAIT, noQueue, queueAtStake, queueEvidence, WAITING_SHARE, WHEN_A_QUEUE_COUNTS } from '../queueing.ts';
import { defineRule, type Subject } from '../rule.ts';

const NEEDS = ['requestsWaiting', 'requestsInSystem', 'kvCacheUsageRatioMax'] as const;
type Own = Subject<(typeof NEEDS)[number]>;

/** The KV cache stops admissions: it is full, and requests wait. */
export const kvCacheCapacity = defineRule({
  id: 'kv-cache-capacity',
  title: 'The KV cache is full',
  role: 'limit',
  severity: 'critical',
  needs: NEEDS,
  thresholds: {
    waitingShare: WAITING_SHARE,
    longWait: LONG_WAIT,
    kvCacheFull: KV_CACHE_FULL,
    // A choice: less than half full on average, so most of the time there was room; 71 % on a recording that thrashed.
    kvCacheMostlyFull: { value: 0.5, unit: 'ratio', what: 'mean KV cache use below which it is full only at moments' },
  },
  explains: ['preemption-churn', 'arrival-overload', 'objective-missed'],
  check(subject, thresholds): Outcome {
    const { measures, others } = subject;
    const none = noQueue(measures, others, thresholds);
    if (none) return none;
    const most = measures.kvCacheUsageRatioMax;
    const full = fullFrom(subject.analysis, thresholds.kvCacheFull);
    const evidence = {
      ...queueEvidence(measures, others, thresholds),
      most: measuredEvidence('most of the KV cache used', 'kvCacheUsageRatioMax', most, {
        relation: '≥',
        value: full.ratio,
      }),
      waiting: measuredEvidence('requests waiting, on average', 'requestsWaiting', measures.requestsWaiting),
      ...whatItHolds(subject),
    };
    const unknown = fullUnknown(full, most.value);
    if (unknown) return unknown;
    if (most.value < full.ratio) return quiet('at most {most} of the KV cache are used', evidence);
    return {
      state: 'fires',
      message: 'the KV cache is up to {most} full while {waiting} requests wait on average',
      evidence,
      objections: [slotsAreTaken(others), onlyAtMoments(others, thresholds.kvCacheMostlyFull)],
      atStake: queueAtStake(measures, others.firstTokensPerSecond),
      actions: actionsFor(subject),
    };
  },
  page: {
    whatItMeans:
      'Each request that runs keeps its keys and values in the KV cache until it ends. The cache is full, so further requests wait although slots may be free; and as those that run grow, some are evicted.',
    whyItMatters:
      'Requests queue before their first token, and what is evicted is computed twice. The GPU could do more than its memory lets it.',
    howItIsComputed: `The most of the cache that was used is at least \`kvCacheFull\`, or leaves no room for a prompt of mean length (what of it the prefix cache holds left out), which vLLM admits only as a whole. And ${WHEN_A_QUEUE_COUNTS}. A running request keeps use × capacity ÷ requests running tokens; the cache holds capacity ÷ that many. By Little’s law what is at stake is the mean number waiting ÷ first tokens per second.`,
    whatToDo:
      'Make the tokens smaller (`--kv-cache-dtype fp8` halves them), give the cache more memory (`--gpu-memory-utilization`), spread weights and cache over more GPUs, add replicas, or let requests end earlier with a lower `max_tokens`. A larger batch of tokens or more slots do not help.',
    whenItMisleads:
      'A single burst fills the cache for a moment; then another limit may hold the queue for the rest of the window. Prompts of very different lengths: a long one finds no room where one of mean length would. vLLM before 0.19 admits prompts in parts; where a page fits one, the rule cannot tell below `kvCacheFull` whether a large prompt finds room. Where the number of blocks or the bytes of the cache are set by hand, that setting is what to raise.',
    references: [
      'vLLM, Optimization and Tuning, "Preemption": https://docs.vllm.ai/en/latest/configuration/optimization.html',
      'W. Kwon et al., Efficient Memory Management for Large Language Model Serving with PagedAttention, SOSP 2023: https://arxiv.org/abs/2309.06180',
    ],
  },
});

/** How many requests find room, against how many run. */
function whatItHolds({ others }: Own): EvidenceByName {
  const one = (name: string, what: string, id: keyof typeof others): EvidenceByName => {
    const evidence = evidenceIfKnown(what, id, others);
    return evidence ? { [name]: evidence } : {};
  };
  return {
    ...one('running', 'requests running, on average', 'requestsRunning'),
    ...one('each', 'tokens that each keeps in the cache', 'residentTokensPerRequest'),
    ...one('capacity', 'tokens that the cache holds', 'kvCacheCapacityTokens'),
    ...one('holds', 'requests of mean length that it holds', 'kvLimitedRequests'),
  };
}

const onlyAtMoments = (others: Own['others'], bound: number): Objection =>
  objection(
    'the cache is full only at moments, and something else may hold the queue',
    evidenceIfKnown('KV cache used, on average', 'kvCacheUsageRatio', others, { relation: '≥', value: bound }),
  );

// Source: performance model, section 5, first row; with more, a step that needs much memory finds none.
const UTILIZATION = 0.95;

function actionsFor({ analysis, others }: Own): Action[] {
  const tensor = analysis.settings.deployment?.parallelism?.tensor;
  const twice = tensor === undefined ? undefined : quantityOf(2 * tensor, 'count');
  const holding = (then: Known | undefined): Action['predicts'] => [
    { measure: 'requestsWaiting', direction: 'falls' },
    { measure: 'kvCacheCapacityTokens', direction: 'rises', then },
  ];
  const waiting: Prediction = { measure: 'requestsWaiting', direction: 'falls' };
  return [
    {
      knob: '--kv-cache-dtype',
      change: 'set',
      setting: 'fp8',
      mechanism:
        'A token takes half of the bytes it takes in sixteen bits, so the same memory holds twice the requests.',
      predicts: holding(
        capacityWith(analysis, others.kvCacheCapacityTokens, ({ deployment }) => ({
          deployment: { ...deployment, kvCache: kvCacheFormat('fp8', deployment.model) },
        })),
      ),
      sideEffect: 'Answers change a little: check their quality first. Not every GPU and attention kernel can do it.',
      rollback: 'Restart without the option.',
      refutedBy: 'requestsWaiting stays while kvCacheUsageRatioMax falls: something else stops admissions.',
    },
    {
      knob: '--gpu-memory-utilization',
      change: 'raise',
      to: quantityOf(UTILIZATION, 'ratio'),
      mechanism: 'What vLLM may take of the GPU’s memory beyond weights and activations becomes KV cache.',
      predicts: holding(
        capacityWith(analysis, others.kvCacheCapacityTokens, ({ deployment }) => ({
          deployment,
          utilization: UTILIZATION,
        })),
      ),
      sideEffect:
        'Less memory is left for whatever else runs on the GPU; the engine may run out of it at start or in a large step.',
      rollback: 'Restart with the value of before.',
      refutedBy: 'kvCacheCapacityTokens does not rise: the size of the cache is set by hand.',
    },
    {
      knob: '--tensor-parallel-size',
      change: 'raise',
      to: twice,
      mechanism: 'Each GPU holds a smaller part of the weights, and what they leave free becomes KV cache.',
      predicts: holding(undefined),
      sideEffect:
        'Twice the GPUs, which exchange data in every layer; without fast links between them steps get longer.',
      rollback: 'Restart with the value of before.',
      refutedBy: 'completionsPerSecond for each GPU falls: replicas would have used the GPUs better.',
    },
    {
      knob: 'replicas',
      change: 'add',
      mechanism: 'Each replica brings a KV cache of its own, and requests spread over them.',
      predicts: [waiting, { measure: 'kvCacheUsageRatioMax', direction: 'falls' }],
      sideEffect: 'More GPUs, and a prefix cache that each replica has to fill for itself.',
      rollback: 'Remove them.',
      refutedBy: 'kvCacheUsageRatioMax stays here: the new ones are not routed to.',
    },
    {
      knob: 'max_tokens of the requests',
      change: 'lower',
      mechanism: 'Requests keep their tokens until they end, so those that end earlier leave room earlier.',
      predicts: [waiting, { measure: 'generationTokensPerRequest', direction: 'falls' }],
      sideEffect: 'Long answers are cut off.',
      rollback: 'Allow as many as before.',
      refutedBy: 'generationTokensPerRequest stays: answers end by themselves before the limit.',
    },
  ];
}

interface Change {
  readonly deployment: Deployment;
  readonly utilization?: number;
}

/**
 * Tokens that the cache would hold: those it holds × predicted(then) ÷ predicted(now), so that what both leave out cancels.
 * Undefined where hardware or model are not declared.
 */
function capacityWith(
  { roofline, cacheConfig }: Analysis,
  capacity: Measured,
  changed: (now: Change) => Change,
): Known | undefined {
  if (!roofline || !capacity.known) return undefined;
  const { deployment, gpuMemoryUtilization } = roofline.resolved;
  const stated = Number(cacheConfig?.[CACHE_CONFIG.memoryUtilization] ?? Number.NaN);
  const utilization = stated > 0 ? stated : gpuMemoryUtilization;
  const now: Change = { deployment, ...(utilization !== undefined && { utilization }) };
  const then = { ...now, ...changed(now) };
  const [before, after] = [now, then].map((each) =>
    kvCacheCapacityTokens(each.deployment, roofline.load.decode.contextTokens, each.utilization),
  );
  if (!before || !after) return undefined;
  const scales = [after.low / before.low, after.high / before.high].map((scale) => capacity.value * scale);
  return quantityOf((capacity.value * after.value) / before.value, 'tokens', {
    low: Math.min(...scales),
    high: Math.max(...scales),
  });
}
