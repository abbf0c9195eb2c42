import type { Analysis } from '../../analysis/index.ts';
import { type Annotation, type Known } from '../../quantities/index.ts';
import { partOf } from '../at-stake.ts';
import { derivedEvidence, measuredEvidence } from '../evidence.ts';
import { objection } from '../objection.ts';
import { quiet, type Objection, type Outcome } from '../outcome.ts';
import { WAITING_SHARE, waitingShareEvidence, waitingShareOf } from '../queueing.ts';
import { defineRule, type Subject } from '../rule.ts';

const NEEDS = ['ttftSeconds', 'ttftSecondsP50', 'ttftSecondsP99', 'requestsWaiting', 'requestsInSystem'] as const;
type Own = Subject<(typeof NEEDS)[number]>;

/** The first requests after a start pay for what later ones find ready. */
export const warmUp = defineRule({
  id: 'warm-up',
  title: 'First requests after a start are slow',
  role: 'contribution',
  severity: 'info',
  needs: NEEDS,
  thresholds: {
    waitingShare: WAITING_SHARE,
    // A choice: above steady recordings of like prompts (3 to 5), below one with a restart (6.6). Prefix hits and aborts alone
    // reach 14 and 10, so this says something only where the engine started.
    timesTypical: { value: 5.5, unit: 'ratio', what: 'slowest first tokens (of a hundred) ÷ the median' },
    // A choice: less is not felt, once after a start.
    beyond: { value: 0.5, unit: 'seconds', what: 'by how much they are slower than the median' },
    // A choice: what changes by less is the load.
    timesBefore: { value: 1.2, unit: 'ratio', what: 'mean time to the first token ÷ that of the window before' },
  },
  explains: [],
  check(subject, { waitingShare, timesTypical, beyond, timesBefore }): Outcome {
    const { measures, analysis } = subject;
    const { ttftSecondsP50: typical, ttftSecondsP99: slowest } = measures;
    if (!started(analysis)) return quiet('it did not start in this window');
    const queued = { queued: waitingShareEvidence(measures, waitingShare) };
    if (waitingShareOf(measures) >= waitingShare) {
      return quiet('{queued} of the requests in the engine wait, which makes first tokens slow by itself', queued);
    }
    const evidence = {
      ...queued,
      slowest: measuredEvidence('first token, slowest of a hundred', 'ttftSecondsP99', slowest, {
        relation: '≥',
        value: Math.max(timesTypical * typical.value, typical.value + beyond),
      }),
      typical: measuredEvidence('first token, median', 'ttftSecondsP50', typical),
      mean: measuredEvidence('first token, mean', 'ttftSeconds', measures.ttftSeconds),
      restarts: derivedEvidence('restarts in the window', analysis.quality.restarts, 'count'),
    };
    if (slowest.value < timesTypical * typical.value || slowest.value < typical.value + beyond) {
      return quiet('it started, and the slowest first tokens take {slowest} against {typical} as a rule', evidence);
    }
    const before = ttftBefore(subject);
    return {
      state: 'fires',
      message: 'It started in this window, and the slowest first tokens take {slowest} against {typical} as a rule',
      evidence,
      objections: [wasAsSlowBefore(measures.ttftSeconds, before, timesBefore)],
      atStake: before && partOf('ttftSeconds', measures.ttftSeconds, measures.ttftSeconds.value - before.value),
      actions: [
        {
          knob: 'the readiness check',
          change: 'do',
          mechanism:
            'Send it some requests of the usual lengths before it is ready for users: they compile the kernels, and fill the caches, that the first users would wait for.',
          predicts: [{ measure: 'ttftSecondsP99', direction: 'falls' }],
          sideEffect: 'A start takes that much longer.',
          rollback: 'Report ready without them.',
          refutedBy: 'ttftSecondsP99 is as high in windows without a start: it is long prompts, or prefixes that miss.',
        },
        {
          knob: 'VLLM_CACHE_ROOT',
          change: 'set',
          mechanism: 'On a volume that outlives the process, what was compiled is found again at the next start.',
          predicts: [{ measure: 'ttftSecondsP99', direction: 'falls' }],
          sideEffect: 'The volume has to be there at each start; after an upgrade all is compiled anew.',
          rollback: 'Let it lie in the container again.',
          refutedBy: 'ttftSecondsP99 after a start stays: it is not compilation.',
        },
      ],
    };
  },
  page: {
    whatItMeans:
      'The engine started or restarted, and its first answers began much later than those after. Kernels are compiled on first use, prompts of new lengths meet no graph, and the prefix cache is empty.',
    whyItMatters:
      'Whoever comes first waits. With frequent restarts, or engines added under load, that is many. And percentiles of the window tell more of the start than of the engine.',
    howItIsComputed:
      'The engine appeared or restarted in the window, less than `waitingShare` of its requests wait, and the slowest of a hundred first tokens take at least `timesTypical` times the median and `beyond` more. Where the window before is known, at stake is mean time to the first token − that of before.',
    whatToDo:
      'Warm it up before it is put into rotation, and keep its compilation cache. Do not judge an engine by the window in which it started.',
    whenItMisleads:
      'Prompts of very different lengths, and prefixes of which some hit and some miss, spread first tokens as widely without any start. With few requests the slowest of a hundred is a single one.',
    references: [
      'vLLM, Optimization and Tuning: https://docs.vllm.ai/en/latest/configuration/optimization.html',
      'vLLM, torch.compile integration: https://docs.vllm.ai/en/latest/design/torch_compile.html',
    ],
  },
});

const started = ({ quality, annotations }: Analysis): boolean => quality.restarts > 0 || annotations.some(isStart);

const isStart = ({ id }: Annotation): boolean => id === 'engine-appeared' || id === 'counter-reset';

const ttftBefore = ({ before }: Own): Known | undefined =>
  before?.measures.ttftSeconds.known ? before.measures.ttftSeconds : undefined;

const wasAsSlowBefore = (ttft: Known, before: Known | undefined, timesBefore: number): Objection =>
  objection(
    'first tokens were about as slow before it started',
    before &&
      measuredEvidence('first token, mean', 'ttftSeconds', ttft, {
        relation: '≥',
        value: timesBefore * before.value,
      }),
  );
