import type { Measures } from '../../analysis/index.ts';
import { derivedEvidence, evidenceIfKnown, measuredEvidence } from '../evidence.ts';
import { finishesOf } from '../finishes.ts';
import { objection } from '../objection.ts';
import { cannotTell, quiet, type Objection, type Outcome } from '../outcome.ts';
import { defineRule } from '../rule.ts';

/** Answers end because they reached the most tokens that were asked for. */
export const truncatedOutputs = defineRule({
  id: 'truncated-outputs',
  title: 'Answers are cut off at their limit',
  role: 'symptom',
  severity: 'info',
  needs: ['completionsPerSecond'],
  thresholds: {
    // A choice: below one in five it is long answers that happen to meet a limit meant for them.
    share: { value: 0.2, unit: 'ratio', what: 'share of the finished requests that reached their limit' },
    // A choice: the same as for alerts; of 50 a true 95 % shows as 86 % or less once in eighty times (binomial).
    requests: { value: 50, unit: 'requests', what: 'finished requests from which the share counts' },
    // Measured: 1 in every recording of `vllm bench serve --ignore-eos`; a model that may stop does so more than once in a hundred.
    benchmark: { value: 0.99, unit: 'ratio', what: 'the same share, from which nothing seems to stop by itself' },
    // Source: vLLM's completions API: max_tokens is 16 where a request does not say.
    short: { value: 16, unit: 'tokensPerRequest', what: 'mean output up to which a short limit is likely meant' },
  },
  explains: [],
  check({ measures, others, analysis }, thresholds): Outcome {
    const finished = measures.completionsPerSecond;
    const reasons = finishesOf(finished);
    if (!reasons) return cannotTell('the requests that finished, by reason');
    const count = finished.value * analysis.seconds;
    const cut = finished.value > 0 ? reasons.cutOff / finished.value : 0;
    const evidence = {
      cut: derivedEvidence('share of the finished requests that reached their limit', cut, 'ratio', {
        bound: { relation: '≥', value: thresholds.share },
      }),
      count: derivedEvidence('requests that finished in the window', count, 'requests', {
        bound: { relation: '≥', value: thresholds.requests },
      }),
      finished: measuredEvidence('requests that finish', 'completionsPerSecond', finished),
    };
    if (count < thresholds.requests || cut < thresholds.share) {
      return quiet('{cut} of {count} answers reached their limit', evidence);
    }
    return {
      state: 'fires',
      message: '{cut} of the answers ended because they reached the most tokens that were asked for, not by themselves',
      evidence,
      objections: [nothingStops(cut, thresholds.benchmark), shortIsMeant(others, thresholds.short)],
      actions: [
        {
          knob: 'max_tokens of the requests',
          change: 'raise',
          mechanism:
            'Answers that would have gone on reach their own end. Ask a few users first whether they miss it: the limit may be just what they want.',
          predicts: [
            { measure: 'generationTokensPerRequest', direction: 'rises' },
            { measure: 'e2eSeconds', direction: 'rises' },
          ],
          sideEffect: 'Requests stay for longer and hold more of the KV cache.',
          rollback: 'Ask for as few tokens as before.',
          refutedBy:
            'generationTokensPerRequest rises to the new limit and the share stays: the model never stops, so look at its chat template and its end-of-text token.',
        },
      ],
    };
  },
  page: {
    whatItMeans:
      'These requests ended with reason length: they reached max_tokens, or the context of the model was full. The model had not come to an end.',
    whyItMatters:
      'Users may see answers that break off in the middle of a sentence. Or everything is as it should be: a benchmark that ignores the end of text, and limits that are meant, look the same.',
    howItIsComputed:
      'Finished requests with reason length ÷ all that finished in the window. It is never an error, and never more than information.',
    whatToDo:
      'In a benchmark nothing. Otherwise raise max_tokens, or have prompts ask for shorter answers; where all answers run to any limit, look for a chat template that does not match the model.',
    whenItMisleads:
      'No metric tells the end of text being ignored from answers that are too long. That next to nothing stops by itself speaks for a benchmark, and very short outputs for a limit that is meant; how much output lengths vary is in no measure.',
    references: ['vLLM, Production Metrics: https://docs.vllm.ai/en/latest/usage/metrics.html'],
  },
});

const nothingStops = (cut: number, benchmark: number): Objection =>
  objection(
    'next to nothing stops by itself, as in a benchmark that ignores the end of text',
    derivedEvidence('share that reached its limit', cut, 'ratio', { bound: { relation: '<', value: benchmark } }),
  );

const shortIsMeant = (others: Measures, short: number): Objection =>
  objection(
    'outputs are so short that the limit is likely meant',
    evidenceIfKnown('output length', 'generationTokensPerRequest', others, { relation: '>', value: short }),
  );
