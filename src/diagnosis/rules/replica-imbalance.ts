import type { Analysis } from '../../analysis/index.ts';
import { quantityOf, sum } from '../../quantities/index.ts';
import { derivedEvidence, evidenceIfKnown, measuredEvidence } from '../evidence.ts';
import { objection } from '../objection.ts';
import { onceForAll } from '../once-for-all.ts';
import { cannotTell, quiet, type AtStake, type Objection, type Outcome } from '../outcome.ts';
import { queueAtStake } from '../queueing.ts';
import { defineRule, type Subject } from '../rule.ts';

const NEEDS = ['requestsInSystem', 'requestsWaiting'] as const;
type Own = Subject<(typeof NEEDS)[number]>;

/** Requests in the fullest engine that tells; 0 where none does. */
const mostOf = onceForAll((replicas) =>
  replicas.reduce(
    (most, { measures }) => Math.max(most, measures.requestsInSystem.known ? measures.requestsInSystem.value : 0),
    0,
  ),
);

/** Requests wait on this engine, which has far more of them than the others of its model. */
export const replicaImbalance = defineRule({
  id: 'replica-imbalance',
  title: 'Load is unevenly spread',
  role: 'contribution',
  severity: 'warning',
  needs: NEEDS,
  thresholds: {
    // As in the generated alert. Two engines with ten requests each, routed at random, exceed it in one of eight snapshots
    // (Poisson), so averages over the window are compared, and requests have to wait.
    ratio: { value: 2, unit: 'ratio', what: 'requests on the busiest engine against the mean of the others' },
    // A choice, as in the generated alert: at less, at most instants nobody waits, and moving requests would win nothing.
    waiting: { value: 1, unit: 'requests', what: 'requests waiting on the busiest engine, on average' },
  },
  explains: [],
  check(subject, thresholds): Outcome {
    const { measures, analysis, replicas } = subject;
    const { requestsInSystem: here, requestsWaiting: waiting } = measures;
    const evidence = {
      here: measuredEvidence('requests in this engine, on average', 'requestsInSystem', here),
      waiting: measuredEvidence('requests waiting here, on average', 'requestsWaiting', waiting, {
        relation: '≥',
        value: thresholds.waiting,
      }),
    };
    if (replicas.length === 1) return quiet('one engine serves the model', evidence);
    if (waiting.value < thresholds.waiting) return quiet('{waiting} requests wait here', evidence);
    if (mostOf(replicas) > here.value) return quiet('another engine has more requests than this one', evidence);
    const others = replicas.filter((replica) => replica !== analysis);
    const counts = others.map(({ measures: theirs }) => theirs.requestsInSystem);
    const loads = counts.flatMap((count) => (count.known ? [count.value] : []));
    const missing = counts.flatMap((count) => (count.known ? [] : count.missing));
    if (loads.length < counts.length) return cannotTell(...missing.map((name) => `${name} of the other engines`));
    const elsewhere = sum(loads) / loads.length;
    const bound = { relation: '>', value: thresholds.ratio * elsewhere } as const;
    const compared = {
      ...evidence,
      here: { ...evidence.here, bound },
      elsewhere: derivedEvidence('requests on each of the other engines', elsewhere, 'requests'),
    };
    if (here.value <= bound.value) return quiet('{here} requests are here, {elsewhere} on each other engine', compared);
    return {
      state: 'fires',
      message:
        '{here} requests are here and {waiting} of them wait, against {elsewhere} on average on the other engines of the model',
      evidence: compared,
      objections: [othersCannot(others), othersQueue(others, thresholds.waiting), noMoreArrive(subject, others)],
      atStake: movable(subject, (here.value + sum(loads)) / replicas.length),
      actions: [
        {
          knob: 'routing',
          change: 'set',
          setting: 'fewest requests first',
          mechanism: 'New requests go to the engine with the fewest, so none waits here while there is room elsewhere.',
          predicts: [
            { measure: 'requestsWaiting', direction: 'falls' },
            { measure: 'ttftSeconds', direction: 'falls' },
          ],
          sideEffect: 'Requests that share the start of a prompt may land on engines that do not have it cached.',
          rollback: 'Route as before.',
          refutedBy: 'requestsWaiting stays here although requestsInSystem evens out: the engine itself is slower.',
        },
      ],
    };
  },
  page: {
    whatItMeans:
      'Several engines serve the same model, behind several addresses or as data-parallel engines behind one, and this one has far more requests than the others. Some of them wait.',
    whyItMatters:
      'Users who land here wait although the hardware for them is paid for and has room. Averages over all engines hide it.',
    howItIsComputed:
      'Requests in the engine (running and waiting, average over the window) against the mean of the other engines of the model, engine by engine: x > ratio · Σothers ÷ (n − 1), and at least `waiting` of them wait. It fires on the busiest engine only. At stake is the wait of those that would be elsewhere if all had the same: min(waiting, x − mean of all) ÷ first tokens per second.',
    whatToDo:
      'Route by the number of requests in each engine instead of in turn or at random, and look for sessions or streams that are pinned to one engine.',
    whenItMisleads:
      'Engines on unlike hardware should not have the same load. Routing by prefix makes it uneven on purpose; then weigh the queue against the hits.',
    references: [
      'vLLM, Data Parallel Deployment: https://docs.vllm.ai/en/latest/serving/data_parallel_deployment.html',
      'M. Mitzenmacher, The Power of Two Choices in Randomized Load Balancing, IEEE TPDS 12(10), 2001',
    ],
  },
});

const OUT_OF_WORK = new Set(['engine-asleep', 'engine-hung', 'engine-stalled']);

function othersCannot(others: readonly Analysis[]): Objection {
  const out = others.some(({ annotations }) => annotations.some(({ id }) => OUT_OF_WORK.has(id)));
  return { claim: 'another engine sleeps or hangs, so requests are kept from it', found: out ? 'yes' : 'no' };
}

function othersQueue(others: readonly Analysis[], from: number): Objection {
  const claim = 'requests wait on every engine, so there is too little of everything';
  const waiting = others.map(({ measures }) => measures.requestsWaiting);
  if (waiting.some((count) => count.known && count.value < from)) return { claim, found: 'no' };
  return { claim, found: waiting.every((count) => count.known) ? 'yes' : 'unknown' };
}

function noMoreArrive({ others: own }: Own, others: readonly Analysis[]): Objection {
  const theirs = others.flatMap(({ measures: { arrivalsPerSecond } }) =>
    arrivalsPerSecond.known ? [arrivalsPerSecond.value] : [],
  );
  return objection(
    'no more requests arrive here than elsewhere: this engine is slower, or its requests are longer',
    theirs.length === others.length
      ? evidenceIfKnown('arrivals here', 'arrivalsPerSecond', own, {
          relation: '>',
          value: sum(theirs) / theirs.length,
        })
      : undefined,
  );
}

/** The wait of those that would not be here if every engine had the mean of all. */
function movable({ measures, others }: Own, mean: number): AtStake | undefined {
  const { requestsInSystem, requestsWaiting } = measures;
  const moved = quantityOf(Math.min(requestsWaiting.value, requestsInSystem.value - mean), 'requests');
  return moved && queueAtStake({ requestsInSystem, requestsWaiting: moved }, others.firstTokensPerSecond);
}
