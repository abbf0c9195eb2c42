import { budget, cacheFormat, hardware, memoryUtilization, slots } from '../contradictions.ts';
import type { EvidenceByName } from '../evidence.ts';
import { cannotTell, quiet, type Outcome } from '../outcome.ts';
import { defineRule } from '../rule.ts';
import { SHARED_PREFIX } from '../reads-are-shared.ts';

/** What is declared of the engine cannot be true. */
export const settingsContradiction = defineRule({
  id: 'settings-contradiction',
  title: 'What is declared contradicts what is measured',
  role: 'instrument',
  severity: 'warning',
  needs: [],
  thresholds: {
    // Source: vLLM's scheduler never has more than max_num_seqs requests running.
    beyondSlots: { value: 1, unit: 'requests', what: 'requests running beyond the declared slots' },
    // A choice: steps without an output are not counted, and the ends of the window cut steps from their tokens.
    timesBudget: { value: 1.1, unit: 'ratio', what: 'tokens of a step ÷ the most that the declared budget explains' },
    // A choice: vLLM prints what was typed, so anything but rounding is another value.
    utilization: { value: 0.005, unit: 'ratio', what: 'difference of declared and reported memory utilisation' },
    sharedPrefix: SHARED_PREFIX,
  },
  explains: [],
  check({ analysis }, thresholds): Outcome {
    const compared = [
      slots(analysis, thresholds.beyondSlots),
      budget(analysis, thresholds.timesBudget),
      hardware(analysis, thresholds.sharedPrefix),
      cacheFormat(analysis),
      memoryUtilization(analysis, thresholds.utilization),
    ].filter((each) => each !== undefined);
    const evidence = Object.assign({}, ...compared.map((each) => each.evidence)) as EvidenceByName;
    const wrong = compared.flatMap(({ contradiction }) => contradiction ?? []);
    const [predicted, ...others] = wrong.map(({ predicts }) => predicts);
    if (predicted) {
      return {
        state: 'fires',
        message: `Declared and measured cannot both be true: ${wrong.map(({ words }) => words).join('; ')}`,
        evidence,
        objections: wrong.flatMap(({ objections }) => objections ?? []),
        actions: [
          {
            knob: 'deployments of ridgeline.yaml',
            change: 'set',
            mechanism:
              'What is predicted and advised is worked out from what is declared. Compare it with the options that the engine prints when it starts, and correct whichever of the two is not what was meant.',
            predicts: [predicted, ...others],
            sideEffect: 'Findings that stood on the old values change, and a calibration has to be done again.',
            rollback: 'Declare the values of before.',
            refutedBy: `${predicted.measure} moves, and the contradiction stays: another of the declared values is wrong.`,
          },
        ],
      };
    }
    const missing = compared.flatMap((each) => each.missing ?? []);
    if (missing.length > 0) return cannotTell(...new Set(missing));
    return quiet(
      compared.length === 0 ? 'nothing is declared that could be wrong' : 'what is declared fits what is measured',
      evidence,
    );
  },
  page: {
    whatItMeans:
      'ridgeline.yaml says one thing of the engine and the engine does another: it runs more requests than it has slots, computes more than the hardware can, or reports another cache than is declared.',
    whyItMatters:
      'Roofs, predictions and advice are worked out from what is declared. With a wrong model, GPU or precision they are wrong without looking so.',
    howItIsComputed:
      'Slots: most running − declared. Budget: (prompt tokens computed + output tokens) ÷ steps, against the declared tokens of a step + one prompt, whose earlier chunks are booked where it ends. Hardware: utilisation above its roof. Cache: bits of its number format and share of memory, against the labels of the engine.',
    whatToDo:
      'Compare the declaration with the options that the engine prints at its start; correct the one that is wrong, and calibrate again.',
    whenItMisleads:
      'A prefix that all requests share is read once for the whole batch by some attention kernels, which looks like more than the memory can do. A cache format "auto" says nothing, so it contradicts nothing. A wrong model or precision that stays below the roof goes unseen here: where vLLM counts its own work (`--enable-mfu-metrics`), the roofline in the report says whether that differs.',
    references: [
      'vLLM, Engine Arguments: https://docs.vllm.ai/en/latest/configuration/engine_args.html',
      'S. Williams, A. Waterman, D. Patterson, Roofline, Communications of the ACM 52(4), 2009',
    ],
  },
});
