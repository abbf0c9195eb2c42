import type { Analysis } from '../../analysis/index.ts';
import { quantityOf, sum, type Measured } from '../../quantities/index.ts';
import type { Action } from '../action.ts';
import { derivedEvidence } from '../evidence.ts';
import { loadOf } from '../load.ts';
import { onceForAll } from '../once-for-all.ts';
import { objection } from '../objection.ts';
import { cannotTell, quiet, type Objection, type Outcome } from '../outcome.ts';
import { predictedStep } from '../predicted-step.ts';
import { WAITING_SHARE } from '../queueing.ts';
import { defineRule, type Subject } from '../rule.ts';

const NEEDS = [
  'busyRatio',
  'completionsPerSecond',
  'prefillSeconds',
  'kvCacheUsageRatioMax',
  'requestsWaiting',
  'requestsInSystem',
] as const;
type Own = Subject<(typeof NEEDS)[number]>;

const loadsOf = onceForAll((replicas) => replicas.map(loadOf));

/** Fewer engines would carry what all engines of the model carry. */
export const underused = defineRule({
  id: 'underused',
  title: 'More hardware than the load needs',
  role: 'symptom',
  severity: 'info',
  needs: NEEDS,
  thresholds: {
    // A choice: twice the five minutes that Kubernetes' autoscaler looks back before it scales in, since an engine takes
    // minutes to start again.
    seconds: { value: 600, unit: 'seconds', what: 'window from which on it says something about the load' },
    // A choice: at half of its time a server alone has requests stay twice as long as they take (M/M/1: 1 ÷ (1 − ρ)).
    fill: { value: 0.5, unit: 'ratio', what: 'how busy, and how full, fewer engines may be' },
    // A choice: one engine cannot be removed, so only one that hardly ever works is worth a word.
    idle: { value: 0.1, unit: 'ratio', what: 'how busy a single engine is at most for it to count as idle' },
    waitingShare: WAITING_SHARE,
  },
  explains: [],
  check(subject, thresholds): Outcome {
    const { analysis, replicas, before } = subject;
    const loads = loadsOf(replicas);
    if (loads.some(({ waiting }) => waiting !== undefined && waiting >= thresholds.waitingShare))
      return quiet('requests wait');
    const missing = loads.flatMap(({ unknown }) => unknown);
    if (missing.length > 0) return cannotTell(...new Set(missing));
    const busy = sum(loads.map((load) => load.busy));
    if (replicas.length === 1) return alone(subject, busy, thresholds);

    const cache = sum(loads.map((load) => load.cache));
    const count = replicas.length;
    const fewer = Math.max(1, Math.ceil(Math.max(busy, cache) / thresholds.fill));
    const bound = { relation: '≤', value: thresholds.fill * (count - 1) } as const;
    const evidence = {
      busy: derivedEvidence('busy at most, all engines added up', busy, 'ratio', { high: busy, bound }),
      cache: derivedEvidence('KV cache used at most, all engines added up', cache, 'ratio', { bound }),
      engines: derivedEvidence('engines of the model', count, 'count'),
    };
    if (fewer >= count) {
      return quiet('added up the {engines} engines are busy for up to {busy} of the time of one', evidence);
    }
    if (analysis.seconds < thresholds.seconds) return LONGER;
    return {
      state: 'fires',
      message:
        '{engines} engines serve the model and {fewer} would do: added up they are busy for at most {busy} of the time of one, and use at most {cache} of one KV cache',
      evidence: { ...evidence, fewer: derivedEvidence('engines that would do', fewer, 'count') },
      objections: [
        slotsAreFew(replicas, fewer),
        oneSleeps(replicas),
        busierBefore(before, (thresholds.fill * fewer) / count),
      ],
      actions: [scaleIn(analysis, count, fewer, busy)],
    };
  },
  page: {
    whatItMeans:
      'The engines of this model work so little that fewer of them would carry the same load with room to spare. Of a single engine it says that it is idle nearly all of the time.',
    whyItMatters: 'Nobody who uses it loses anything, but hardware is paid for that does nothing.',
    howItIsComputed:
      'An engine is busy for at most steps · time of a step + finished requests · prefill, since steps that only prefill are not counted. If n engines run one after the other on fewer, their busy times add up at most, because steps that are shared save time; so fewer = ⌈max(Σ busy, Σ most of the KV cache used) ÷ fill⌉. It fires where that is less than n, nobody waits anywhere, and the window is long enough.',
    whatToDo: 'Remove one engine at a time, and watch the wait and the objective in the busiest hour before the next.',
    whenItMisleads:
      'Loads have hours: a quiet window says nothing of the next. Spare engines may be there for failures or bursts. Ranks of one expert-parallel deployment cannot be removed one by one.',
    references: [
      'P. J. Denning and J. P. Buzen, The Operational Analysis of Queueing Network Models, ACM Computing Surveys 10(3), 1978',
      'Kubernetes, Horizontal Pod Autoscaling, "Stabilization window": https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/',
    ],
  },
});

const LONGER = cannotTell('a longer window: the load of minutes says little');

/** A single engine cannot be removed, only put on less hardware. */
function alone(
  { analysis, before }: Own,
  busy: number,
  { idle, seconds }: Readonly<Record<'idle' | 'seconds', number>>,
): Outcome {
  const bound = { relation: '≤', value: idle } as const;
  const evidence = { busy: derivedEvidence('busy at most', busy, 'ratio', { high: busy, bound }) };
  if (busy > idle) return quiet('the engine works for up to {busy} of the time', evidence);
  if (analysis.seconds < seconds) return LONGER;
  return {
    state: 'fires',
    message: 'the engine works for at most {busy} of the time',
    evidence,
    objections: [busierBefore(before, idle)],
    actions: [SHARE],
  };
}

function slotsAreFew(replicas: readonly Analysis[], fewer: number): Objection {
  const most = replicas.map(({ measures }) => measures.requestsInSystemMax);
  const caps = replicas.map(({ measures }) => measures.sequenceCap);
  const valuesOf = (all: readonly Measured[]) => all.flatMap((each) => (each.known ? [each.value] : []));
  return objection(
    'fewer engines have too few sequence slots for the most requests at once',
    [...most, ...caps].every(({ known }) => known)
      ? derivedEvidence('most requests at once, all engines added up', sum(valuesOf(most)), 'requests', {
          bound: { relation: '≤', value: fewer * Math.min(...valuesOf(caps)) },
        })
      : undefined,
  );
}

function oneSleeps(replicas: readonly Analysis[]): Objection {
  const sleeps = replicas.some(({ annotations }) => annotations.some(({ id }) => id === 'engine-asleep'));
  return { claim: 'one of them sleeps already', found: sleeps ? 'yes' : 'no' };
}

function busierBefore(before: Analysis | undefined, room: number): Objection {
  const load = before && loadOf(before);
  return objection(
    'the window before was too busy for fewer engines',
    load?.unknown.length === 0
      ? derivedEvidence('busy at most in the window before', load.busy, 'ratio', {
          bound: { relation: '≤', value: room },
        })
      : undefined,
  );
}

const scaleIn = (analysis: Analysis, count: number, fewer: number, busy: number): Action => ({
  knob: 'replicas',
  change: 'remove',
  to: quantityOf(fewer, 'count'),
  mechanism:
    'The same requests run in larger batches on fewer engines, and a step reads the weights once for all of them.',
  predicts: [
    { measure: 'busyRatio', direction: 'rises', then: quantityOf(busy / fewer, 'ratio', { high: busy / fewer }) },
    {
      measure: 'itlSeconds',
      direction: 'rises',
      then: predictedStep(analysis, analysis.measures.itlSeconds, { times: count / fewer }),
    },
  ],
  sideEffect: 'Each token takes longer, and less is left when an engine fails.',
  rollback: 'Add the replicas again; until they have loaded, the others carry the load.',
  refutedBy: 'requestsWaiting rises, or goodputRatio falls: the load was more than this window shows.',
});

const SHARE: Action = {
  knob: 'hardware',
  change: 'do',
  mechanism: 'A smaller GPU, or one that is shared with another model, does the same work in more of its time.',
  predicts: [
    { measure: 'busyRatio', direction: 'rises' },
    { measure: 'itlSeconds', direction: 'rises' },
  ],
  sideEffect: 'Each token takes longer, and the KV cache is smaller.',
  rollback: 'Put the model back on hardware of its own.',
  refutedBy: 'requestsWaiting rises: the load was more than this window shows.',
};
