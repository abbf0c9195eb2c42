import type { Measures } from '../../analysis/index.ts';
import type { Action } from '../action.ts';
import { partOf } from '../at-stake.ts';
import { derivedEvidence, evidenceIfKnown, measuredEvidence } from '../evidence.ts';
import { objection } from '../objection.ts';
import { quiet, type Objection, type Outcome } from '../outcome.ts';
import { defineRule } from '../rule.ts';

/** The API server, not the engine, is what requests wait for. */
export const frontendBound = defineRule({
  id: 'frontend-bound',
  title: 'The API server is the bottleneck',
  role: 'limit',
  severity: 'warning',
  needs: ['frontendSeconds', 'e2eSeconds', 'ttftSeconds', 'itlSeconds'],
  thresholds: {
    // A choice, the same as for a queue: below one part in five nothing there is worth a change. Recordings: 0.1 to 5.5 %.
    endToEndShare: { value: 0.2, unit: 'ratio', what: 'share of a request’s time outside of the engine' },
    // A choice: half of the wait for the first token. Recordings that are fine have up to 38 %.
    firstTokenShare: { value: 0.5, unit: 'ratio', what: 'the same time against the time to the first token' },
    // A new request waits for the running step to end; on nine recordings all of it took up to 3.5 mean steps.
    steps: { value: 5, unit: 'count', what: 'mean steps that a request may spend there without a fault' },
    // A choice: an engine that runs steps nearly all the time is not kept waiting by its front end.
    busy: { value: 0.9, unit: 'ratio', what: 'share of the time with a step, from which the engine is busy by itself' },
  },
  explains: ['objective-missed'],
  check({ measures, others }, { endToEndShare, firstTokenShare, steps, busy }): Outcome {
    const { frontendSeconds: frontend, e2eSeconds: e2e, ttftSeconds: ttft, itlSeconds: itl } = measures;
    // A difference of means may come out a little below nothing.
    const seconds = Math.max(0, frontend.value);
    const shareOf = (whole: number): number => (whole > 0 ? seconds / whole : 0);
    const share = shareOf(e2e.value);
    const evidence = {
      frontend: measuredEvidence('time outside of the engine', 'frontendSeconds', frontend, {
        relation: '≥',
        value: steps * itl.value,
      }),
      step: measuredEvidence('time between tokens', 'itlSeconds', itl),
      share: derivedEvidence('share of a request’s time outside of the engine', share, 'ratio', {
        bound: { relation: '≥', value: endToEndShare },
      }),
      firstToken: derivedEvidence('the same against the time to the first token', shareOf(ttft.value), 'ratio', {
        bound: { relation: '≥', value: firstTokenShare },
      }),
    };
    if (share < endToEndShare || shareOf(ttft.value) < firstTokenShare || seconds < steps * itl.value) {
      return quiet('{share} of a request’s time is outside of the engine', evidence);
    }
    return {
      state: 'fires',
      message: '{frontend} of each request, {share} of its time, pass in the API server and not in the engine',
      evidence,
      objections: [longStep(others, seconds), engineBusy(others, busy)],
      atStake: partOf('e2eSeconds', e2e, seconds),
      actions: ACTIONS,
    };
  },
  page: {
    whatItMeans:
      'Before the engine sees a request, the API server parses it and turns its text into tokens; afterwards it turns tokens back into text, looks for stop strings and streams the answer. One process does that on one CPU core, and here it is slower than the engine.',
    whyItMatters:
      'The GPU waits for work that is there. Such time is in no queue that vLLM counts, so the engine looks idle while users wait.',
    howItIsComputed:
      'Front end = mean end to end − mean queue − mean prefill − mean decode, over requests that finished. It fires when that is at least `endToEndShare` of end to end, at least `firstTokenShare` of the time to the first token, and at least `steps` mean times between tokens, since a new request has to wait for the running step to end, which is no fault.',
    whatToDo:
      'Give the API server more processes (`--api-server-count`) and CPU cores of their own, and ask for less in requests: stop strings, log probabilities and many short chunks cost it time for each token.',
    whenItMisleads:
      'With long steps (large prompts) the wait for the running step is long, too, and counts here. Means are of finished requests and lag behind while load changes. Requests of one output token have no time between tokens, and without any the rule says nothing.',
    references: [
      'vLLM, Optimization and Tuning: https://docs.vllm.ai/en/latest/configuration/optimization.html',
      'vLLM, Production Metrics: https://docs.vllm.ai/en/latest/usage/metrics.html',
    ],
  },
});

const longStep = (others: Measures, frontendSeconds: number): Objection =>
  objection(
    'some steps take as long, so it may be the wait for a long step to end',
    evidenceIfKnown('longest time between tokens, but for a hundredth', 'itlSecondsP99', others, {
      relation: '<',
      value: frontendSeconds,
    }),
  );

const engineBusy = (others: Measures, busy: number): Objection =>
  objection(
    'the engine runs steps nearly all the time, so the front end does not keep it waiting',
    evidenceIfKnown('share of the time with a step', 'busyRatio', others, { relation: '<', value: busy }),
  );

const ACTIONS: readonly Action[] = [
  {
    knob: '--api-server-count',
    change: 'raise',
    mechanism:
      'Each API server is a process of its own and does the text work for its part of the requests, so they no longer share one CPU core.',
    predicts: [
      { measure: 'frontendSeconds', direction: 'falls' },
      { measure: 'ttftSeconds', direction: 'falls' },
    ],
    sideEffect: 'More CPU cores and memory; each server counts its part of a step, so step counts get less exact.',
    rollback: 'Restart with the value of before.',
    refutedBy:
      'frontendSeconds stays: there are no CPU cores for the new processes, or a long step is what they wait for.',
  },
  {
    knob: 'CPU cores of the host or container',
    change: 'raise',
    mechanism: 'The API server, the engine’s scheduler and the workers each need a core; with too few they take turns.',
    predicts: [
      { measure: 'frontendSeconds', direction: 'falls' },
      { measure: 'itlSeconds', direction: 'falls' },
    ],
    sideEffect: 'Costs the cores.',
    rollback: 'Take them back.',
    refutedBy: 'frontendSeconds stays: one process is busy on one core, which more cores do not speed up.',
  },
  {
    knob: 'stop strings and log probabilities of the requests',
    change: 'lower',
    mechanism: 'Both are worked out for every token in the API server.',
    predicts: [{ measure: 'frontendSeconds', direction: 'falls' }],
    sideEffect: 'Clients have to do without them, or cut answers themselves.',
    rollback: 'Ask for them again.',
    refutedBy: 'frontendSeconds stays: the time goes into turning prompts into tokens.',
  },
];
