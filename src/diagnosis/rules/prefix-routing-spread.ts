import type { Analysis, Measures } from '../../analysis/index.ts';
import { whatIsMissing } from '../../metrics/window/index.ts';
import type { Known } from '../../quantities/index.ts';
import { derivedEvidence, evidenceIfKnown, measuredEvidence, type Evidence } from '../evidence.ts';
import { notExposed } from '../not-exposed.ts';
import { onceForAll } from '../once-for-all.ts';
import { objection } from '../objection.ts';
import { cannotTell, quiet, type Objection, type Outcome } from '../outcome.ts';
import { COMPARED_REQUESTS, prefillAtStake, PREFIXES_EVICTED, PROMPT_FACTOR, promptsDiffer } from '../prefix-hits.ts';
import { defineRule } from '../rule.ts';

/** Prompts begin alike, but are sent to engines that do not have their beginning. */
export const prefixRoutingSpread = defineRule({
  id: 'prefix-routing-spread',
  title: 'Shared prompts are spread over engines',
  role: 'contribution',
  severity: 'info',
  needs: ['prefixCacheHitRatio', 'firstTokensPerSecond'],
  thresholds: {
    // The share at which the generated alert on prefix caches fires: half of what is usual.
    hitShare: { value: 0.5, unit: 'ratio', what: 'part of the hits to compare with below which hits are missing here' },
    // As in that alert: with fewer to compare with, as random prompts have, there is nothing to lose.
    hits: { value: 0.2, unit: 'ratio', what: 'hits elsewhere from which prompts are known to begin alike' },
    requests: COMPARED_REQUESTS,
    kvCacheFull: PREFIXES_EVICTED,
    promptFactor: PROMPT_FACTOR,
  },
  explains: [],
  check({ measures, others: own, analysis, replicas, before }, thresholds): Outcome {
    const { prefixCacheHitRatio: here, firstTokensPerSecond: started } = measures;
    const hits = measuredEvidence('prompt tokens from the cache here', 'prefixCacheHitRatio', here);
    if (replicas.length === 1) return quiet('one engine serves the model', { hits });
    // Elsewhere it cannot be more than all tokens.
    if (here.value >= thresholds.hitShare)
      return quiet('{hits} of the prompt tokens here come from the cache', { hits });
    if (started.value * analysis.seconds < thresholds.requests) return cannotTell('a longer window with more requests');
    const earlier = newOnes(replicas).some((replica) => replica !== analysis) ? before : undefined;
    const best = bestOf(analysis, replicas, earlier, thresholds.requests);
    if (best && best.hits.value >= thresholds.hits && here.value < thresholds.hitShare * best.hits.value) {
      // Nothing says that the cache is switched on here, and one that is off has no hits either.
      if (here.value === 0 && !analysis.cacheConfig) return cannotTell(whatIsMissing('cacheConfig'));
      const bound = { relation: '≥', value: thresholds.hitShare * best.hits.value } as const;
      return {
        state: 'fires',
        message: `{hits} of the prompt tokens here come from the prefix cache, against {best} ${best.where}`,
        evidence: {
          hits: { ...hits, bound },
          best: derivedEvidence(`prompt tokens from the cache ${best.where}`, best.hits.value, 'ratio'),
        },
        objections: [
          evicted(own, thresholds.kvCacheFull),
          promptsDiffer(own, best.replica.measures, thresholds.promptFactor),
          cold(analysis),
        ],
        atStake: prefillAtStake(own, here, best.hits.value),
        actions: [
          {
            knob: 'routing',
            change: 'set',
            setting: 'by prefix',
            mechanism:
              'Prompts that begin alike go to the engine that computed that beginning, instead of being computed once on each.',
            predicts: [
              { measure: 'prefixCacheHitRatio', direction: 'rises' },
              { measure: 'computedPromptTokensPerSecond', direction: 'falls' },
              { measure: 'ttftSeconds', direction: 'falls' },
            ],
            sideEffect: 'Load follows the prefixes: one that everybody uses can overload its engine.',
            rollback: 'Route as before.',
            refutedBy: 'prefixCacheHitRatio stays although the routing changed: these prompts share nothing.',
          },
        ],
      };
    }
    return untold(hits, best, whatLacks(replicas, analysis, earlier), thresholds.hits);
  },
  page: {
    whatItMeans:
      'Several engines serve the model. Prompts that begin alike profit from the prefix cache only on an engine that computed that beginning before, and fewer do here than elsewhere, or than before engines were added.',
    whyItMatters:
      'The same beginning is computed once on every engine: first tokens come later, and prefill takes time from decode.',
    howItIsComputed:
      'Hits are prompt tokens from the cache ÷ prompt tokens. It fires where those here are below `hitShare` of the best of the other engines, or of this engine in the window before if another appeared since, provided that the latter are at least `hits`. At stake is at most prefill · (best − here) ÷ (1 − here), as a share of the whole time of a request; nothing while requests queue, since then the queue comes first.',
    whatToDo: 'Route by prefix or by session, so that requests with the same beginning meet the same engine.',
    whenItMisleads:
      'A low hit ratio by itself is no fault: prompts may have nothing in common. Hits that are low everywhere tell nothing, since even spreading and unlike prompts look the same. Engines that serve different prompts on purpose differ rightly.',
    references: [
      'vLLM, Automatic Prefix Caching: https://docs.vllm.ai/en/latest/features/automatic_prefix_caching.html',
      'L. Zheng et al., SGLang: Efficient Execution of Structured Language Model Programs, NeurIPS 2024 (cache-aware scheduling)',
    ],
  },
});

interface Compared {
  readonly replica: Analysis;
  readonly where: string;
  readonly hits: Known;
  readonly requests: number;
}

/** Those that tell, the one with most hits first. */
const ranked = (replicas: readonly Analysis[], where: string): Compared[] =>
  replicas
    .flatMap((replica) => {
      const { prefixCacheHitRatio: hits, firstTokensPerSecond: started } = replica.measures;
      return hits.known && started.known ? [{ replica, where, hits, requests: started.value * replica.seconds }] : [];
    })
    .sort((left, right) => right.hits.value - left.hits.value);

const byHits = onceForAll((replicas) => ranked(replicas, 'on another engine'));

/** The one with most hits among the others and this engine as it was, of those with enough requests. */
function bestOf(
  analysis: Analysis,
  replicas: readonly Analysis[],
  earlier: Analysis | undefined,
  requests: number,
): Compared | undefined {
  const isEnough = (each: Compared): boolean => each.replica !== analysis && each.requests >= requests;
  const elsewhere = byHits(replicas).find(isEnough);
  const here = ranked(earlier ? [earlier] : [], 'here before engines were added').find(isEnough);
  return here && (!elsewhere || here.hits.value > elsewhere.hits.value) ? here : elsewhere;
}

/** Nobody else hits more: that is quiet only where somebody hits at all. */
function untold(hits: Evidence, best: Compared | undefined, missing: readonly string[], enough: number): Outcome {
  if (missing.length > 0) return cannotTell(...missing.map((name) => `${name} of the other engines`));
  if (!best) return cannotTell('another engine with enough requests to compare with');
  const evidence = { hits, best: derivedEvidence('most of them on another engine', best.hits.value, 'ratio') };
  return Math.max(hits.measured.value, best.hits.value) >= enough
    ? quiet('{hits} here, {best} elsewhere', evidence)
    : cannotTell('whether prompts begin alike: where few hit anywhere, spreading and unlike prompts look the same');
}

const isNew = ({ annotations }: Analysis): boolean => annotations.some(({ id }) => id === 'engine-appeared');

const lacking = ({ measures }: Analysis): readonly string[] =>
  notExposed(measures.prefixCacheHitRatio, measures.firstTokensPerSecond);

const lackingOnes = onceForAll((replicas) => replicas.filter((replica) => lacking(replica).length > 0));

const newOnes = onceForAll((replicas) => replicas.filter(isNew));

/** What the others, and this engine as it was, do not expose. */
const whatLacks = (replicas: readonly Analysis[], analysis: Analysis, earlier: Analysis | undefined): string[] =>
  [...lackingOnes(replicas).filter((replica) => replica !== analysis), ...(earlier ? [earlier] : [])].flatMap(lacking);

const evicted = (others: Measures, full: number): Objection =>
  objection(
    'the KV cache here is full, so prefixes are evicted, wherever requests are sent',
    evidenceIfKnown('most of the KV cache used', 'kvCacheUsageRatioMax', others, { relation: '<', value: full }),
  );

function cold(analysis: Analysis): Objection {
  const started = analysis.quality.restarts > 0 || isNew(analysis);
  return { claim: 'the engine started in the window, so its cache is cold', found: started ? 'yes' : 'no' };
}
