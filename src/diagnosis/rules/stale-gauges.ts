import { derivedEvidence, evidenceIfKnown, measuredEvidence } from '../evidence.ts';
import { objection } from '../objection.ts';
import { cannotTell, quiet, type Objection, type Outcome } from '../outcome.ts';
import { defineRule, type Subject } from '../rule.ts';
import { GAUGES_EXPLAIN } from '../standstill.ts';

const NEEDS = [
  'requestsRunning',
  'littleDecodingRequests',
  'littleFirstTokenRequests',
  'generationTokensPerSecond',
] as const;
type Own = Subject<(typeof NEEDS)[number]>;

/** The gauge shows requests that the counters know nothing of. */
export const staleGauges = defineRule({
  id: 'stale-gauges',
  title: 'Running requests are shown that do nothing',
  role: 'instrument',
  severity: 'warning',
  needs: NEEDS,
  thresholds: {
    // The recordings have 0.1 to 1.4, the most where the gauge was absent during a restart: twice is far outside.
    timesAccounted: { value: 2, unit: 'ratio', what: 'requests shown as running ÷ those that counters account for' },
    // A choice: of less than one request the average is rounding.
    unaccounted: { value: 1, unit: 'requests', what: 'requests shown as running beyond those' },
    // A choice: a prompt that is computed for longer than this may have begun before, or end after, the window.
    longPrompt: { value: 0.1, unit: 'ratio', what: 'slowest first tokens, as a share of the window' },
  },
  // What is read from these gauges is as wrong as they are.
  explains: GAUGES_EXPLAIN,
  check(subject, { timesAccounted, unaccounted, longPrompt }): Outcome {
    const { requestsRunning: running, generationTokensPerSecond: tokens, ...little } = subject.measures;
    const flowing = measuredEvidence('output tokens', 'generationTokensPerSecond', tokens);
    if (tokens.value === 0)
      return quiet('{tokens} come out: an engine that hangs is not looked at here', { tokens: flowing });
    const accounted = little.littleDecodingRequests.value + little.littleFirstTokenRequests.value;
    const evidence = {
      running: measuredEvidence('requests shown as running', 'requestsRunning', running, {
        relation: '≥',
        value: Math.max(timesAccounted * accounted, accounted + unaccounted),
      }),
      accounted: derivedEvidence('requests that the times of tokens account for', accounted, 'requests'),
      decoding: measuredEvidence(
        'of them after their first token',
        'littleDecodingRequests',
        little.littleDecodingRequests,
      ),
      starting: measuredEvidence('of them before it', 'littleFirstTokenRequests', little.littleFirstTokenRequests),
      tokens: flowing,
    };
    if (running.value < timesAccounted * accounted || running.value < accounted + unaccounted) {
      return quiet('{running} are shown as running, and {accounted} are accounted for', evidence);
    }
    // An average over another stretch than that of the counters contradicts nothing.
    if (running.annotations.some(({ id }) => id === 'gauge-partly-absent')) {
      return cannotTell('the gauge of running requests at every scrape');
    }
    const prompts = longPromptsRun(subject, longPrompt);
    // They would be real, and what binds them is not to be excused by this.
    if (prompts.found === 'yes') return cannotTell('a window that is long against the time to the first token');
    return {
      state: 'fires',
      message:
        '{running} requests are shown as running, but the tokens that came out account for only {accounted}: the gauge is stale, or nothing moved for a part of the window',
      evidence,
      objections: [prompts],
      actions: [
        {
          knob: 'the engine',
          change: 'do',
          mechanism:
            'Send it one short request: gauges are published after a step, so requests that clients gave up leave them with the next one. If they stay, only a restart removes them.',
          predicts: [{ measure: 'requestsRunning', direction: 'falls' }],
          sideEffect: 'None of the request; a restart loses the requests in it and the prefix cache.',
          rollback: 'None is needed.',
          refutedBy:
            'littleDecodingRequests rises to requestsRunning: the requests were real, and stood still for a while.',
        },
      ],
    };
  },
  page: {
    whatItMeans:
      'vLLM publishes its gauges after a step. When clients give up all requests at once, no further step comes, and the last numbers stay. So do requests that the scheduler never lets go.',
    whyItMatters:
      'Routers and autoscalers read these gauges: they avoid an engine that is free, or add one that nobody needs. All that is averaged here from them is too high as well.',
    howItIsComputed:
      'By Little’s law requests in the decode = Δ(sum of inter-token times) ÷ T, and before their first token Δ(sum of times to first token) ÷ T, queue included. More cannot run than both together. It fires when the average that is shown is `timesAccounted` times that and `unaccounted` more; where first tokens take more than `longPrompt` of the window it cannot tell.',
    whatToDo:
      'Send one short request and look again. Where the numbers come back after every wave of aborted requests, upgrade vLLM and let routers look at tokens, not at gauges alone.',
    whenItMisleads:
      'A prompt that is computed for most of the window shows as running and in no counter until its first token. An engine that hung for a part of the window and works again looks the same.',
    references: [
      'vLLM issue 22545 (gauges stay after aborts): https://github.com/vllm-project/vllm/issues/22545',
      'vLLM issue 29928 (the same, and routers that starve the engine): https://github.com/vllm-project/vllm/issues/29928',
      'J. D. C. Little, A Proof for the Queuing Formula L = λW, Operations Research 9(3), 1961',
    ],
  },
});

/** Where nobody got a first token, nothing tells how long that takes. */
const longPromptsRun = ({ others, analysis }: Own, longPrompt: number): Objection =>
  objection(
    'first tokens take so long that prompts may be computed which no counter shows yet',
    evidenceIfKnown('first token, slowest of a hundred', 'ttftSecondsP99', others, {
      relation: '<',
      value: longPrompt * analysis.seconds,
    }),
  );
