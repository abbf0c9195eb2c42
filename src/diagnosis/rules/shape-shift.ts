import type { Analysis, MeasureId } from '../../analysis/index.ts';
import type { Known, Measured } from '../../quantities/index.ts';
import { derivedEvidence, measuredEvidence, type Evidence } from '../evidence.ts';
import { missingBefore } from '../missing-before.ts';
import { cannotTell, quiet, type Objection, type Outcome } from '../outcome.ts';
import { defineRule } from '../rule.ts';

/** The workload is another than before, so latencies of the two windows say nothing about the engine. */
export const shapeShift = defineRule({
  id: 'shape-shift',
  title: 'The workload is another than before',
  role: 'instrument',
  severity: 'info',
  needs: ['promptTokensPerRequest', 'generationTokensPerRequest', 'arrivalsPerSecond', 'completionsPerSecond'],
  thresholds: {
    // Means of a hundred lengths that scatter as much as they are long (exponential), or counts of a hundred arrivals
    // (Poisson), differ by 14 % as a rule, and by 40 % once in two hundred windows (normal, two-sided, 2.8 σ).
    factor: { value: 1.4, unit: 'ratio', what: 'lengths or arrivals of the one window against the other' },
    // The same: shares of a hundred requests that are all or nothing differ by 7 points as a rule.
    hits: { value: 0.2, unit: 'ratio', what: 'difference of the share of prompt tokens from the cache' },
    // A choice: of fewer, noise alone looks like a shift; see above.
    requests: { value: 100, unit: 'count', what: 'finished requests in each of the two windows' },
  },
  explains: [],
  check({ measures, others, analysis, before }, thresholds): Outcome {
    if (!before) return cannotTell('the window before');
    if (isIdle(before)) return quiet('nothing ran in the window before');
    const finishedBefore = before.measures.completionsPerSecond;
    if (!finishedBefore.known) return cannotTell(...missingBefore(finishedBefore));
    const fewest = Math.min(
      measures.completionsPerSecond.value * analysis.seconds,
      finishedBefore.value * before.seconds,
    );
    if (fewest < thresholds.requests) return cannotTell('longer windows, in which more requests finish');

    const compared = SHAPE.map(({ id, what }) => ({ id, what, now: others[id], then: before.measures[id] }));
    const shifts = compared.flatMap(({ id, what, now, then }): Shift[] =>
      now.known && then.known && apart(now.value, then.value) >= thresholds.factor ? [{ id, what, now, then }] : [],
    );
    const [hits, hitsBefore] = [hitsOf(analysis), hitsOf(before)];
    const hitEvidence = evidenceOfHits(hits, hitsBefore, thresholds.hits);
    if (shifts.length === 0 && !hitEvidence) {
      const missing = compared.flatMap(({ then }) => missingBefore(then));
      if (hits === undefined) missing.push(...missingOf(others.prefixCacheHitRatio));
      if (hitsBefore === undefined) missing.push(...missingBefore(before.measures.prefixCacheHitRatio));
      return missing.length > 0 ? cannotTell(...new Set(missing)) : quiet('the workload is about that of before');
    }
    const changed = [
      ...shifts.map(({ id, what }) => `${what} ({${id}} after {${id}Before})`),
      ...(hitEvidence ? ['prefix cache hits ({hits} after {hitsBefore})'] : []),
    ];
    return {
      state: 'fires',
      message: `latencies cannot be compared with the window before, since the workload is another: ${changed.join(', ')}`,
      evidence: {
        ...Object.fromEntries(shifts.flatMap((shift) => evidenceOf(shift, thresholds.factor))),
        ...hitEvidence,
      },
      objections: [shortOnesFirst([measures.generationTokensPerRequest, before.measures.generationTokensPerRequest])],
      actions: [],
    };
  },
  page: {
    whatItMeans:
      'Prompts, outputs, hits of the prefix cache or arrivals are not those of the window before. An engine that is as good as before then has other latencies.',
    whyItMatters:
      'Longer prompts make first tokens later and longer outputs make answers later, without anything being wrong. A comparison blames the last change for it, or praises it.',
    howItIsComputed:
      'Means over the requests of each window. It fires where prompt length, output length or arrivals of one window are at least `factor` times those of the other, or the share of prompt tokens from the cache differs by `hits`. Both windows need `requests` finished requests.',
    whatToDo:
      'Compare windows with the same load, or compare what does not depend on it: the time of a step at the same number of running requests, or the distance to the roofline.',
    whenItMisleads:
      'Lengths are those of finished requests: while a queue builds up or drains, short ones finish first. Means stay where a mixture changes around them.',
    references: ['vLLM, Production Metrics: https://docs.vllm.ai/en/latest/usage/metrics.html'],
  },
});

const SHAPE = [
  { id: 'promptTokensPerRequest', what: 'prompt length' },
  { id: 'generationTokensPerRequest', what: 'output length' },
  { id: 'arrivalsPerSecond', what: 'arrivals' },
] as const satisfies readonly { id: MeasureId; what: string }[];

interface Shift {
  readonly id: (typeof SHAPE)[number]['id'];
  readonly what: string;
  readonly now: Known;
  readonly then: Known;
}

const apart = (one: number, other: number): number => (one === other ? 1 : Math.max(one, other) / Math.min(one, other));

const evidenceOf = ({ id, what, now, then }: Shift, factor: number): [string, Evidence][] => {
  const bound =
    now.value > then.value
      ? ({ relation: '<', value: then.value * factor } as const)
      : ({ relation: '>', value: then.value / factor } as const);
  return [
    [id, measuredEvidence(what, id, now, bound)],
    [`${id}Before`, derivedEvidence(`${what} before`, then.value, then.unit)],
  ];
};

/** Undefined where they are about the same, or not known. */
function evidenceOfHits(now: number | undefined, then: number | undefined, moved: number) {
  if (now === undefined || then === undefined || Math.abs(now - then) < moved) return undefined;
  return {
    hits: derivedEvidence('prompt tokens from the cache', now, 'ratio'),
    hitsBefore: derivedEvidence('prompt tokens from the cache before', then, 'ratio'),
  };
}

const isIdle = ({ measures }: Analysis): boolean =>
  !measures.promptTokensPerRequest.known && measures.promptTokensPerRequest.reason === 'no-traffic';

/** A cache that is switched off has no hits. */
function hitsOf({ measures: { prefixCacheHitRatio: hits } }: Analysis): number | undefined {
  if (hits.known) return hits.value;
  return hits.reason === 'feature-off' ? 0 : undefined;
}

const missingOf = (measured: Measured): readonly string[] => (measured.known ? [] : measured.missing);

function shortOnesFirst(lengths: readonly Measured[]): Objection {
  const lags = lengths.some(
    (measured) =>
      measured.known &&
      measured.annotations.some(({ id }) => id === 'finished-requests-lag' || id === 'window-too-short'),
  );
  return { claim: 'a queue builds up or drains, and short requests finish first', found: lags ? 'yes' : 'no' };
}
