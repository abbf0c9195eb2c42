import type { Analysis } from '../analysis/index.ts';
import { CACHE_CONFIG } from '../metrics/catalogue/index.ts';
import { quantityOf } from '../quantities/index.ts';
import type { Prediction } from './action.ts';
import { derivedEvidence, measuredEvidence, type EvidenceByName } from './evidence.ts';
import { notExposed } from './not-exposed.ts';
import type { Objection } from './outcome.ts';
import { readsAreShared } from './reads-are-shared.ts';

/** One thing that is declared, against what is measured of it; undefined where it is not declared. */
export interface Comparison {
  readonly evidence?: EvidenceByName;
  readonly missing?: readonly string[];
  /** None where both can be true. */
  readonly contradiction?: Contradiction | undefined;
}

interface Contradiction {
  readonly words: string;
  /** What moves when the declaration is corrected. */
  readonly predicts: Prediction;
  readonly objections?: readonly Objection[];
}

export function slots({ settings, measures }: Analysis, beyond: number): Comparison | undefined {
  const declared = settings.deployment?.engine?.maxNumSeqs;
  const most = measures.requestsRunningMax;
  if (declared === undefined) return undefined;
  if (!most.known) return { missing: notExposed(most) };
  const then = quantityOf(most.value, 'requests', { low: most.value });
  return {
    evidence: {
      slots: derivedEvidence('slots, as declared', declared, 'requests'),
      most: measuredEvidence('most requests running', 'requestsRunningMax', most, {
        relation: '≥',
        value: declared + beyond,
      }),
    },
    contradiction:
      most.value < declared + beyond
        ? undefined
        : {
            words: '{most} requests ran in {slots} slots',
            predicts: { measure: 'sequenceCap', direction: 'rises', then },
          },
  };
}

/**
 * Tokens of a step against what the budget explains. vLLM books a prompt where it ends, so a step may show the earlier chunks
 * of one prompt, too; steps that only computed such chunks are not counted:
 *
 *     most = budget + (computed prompt tokens/s ÷ first tokens/s)          tokens per step
 */
export function budget({ settings, measures }: Analysis, times: number): Comparison | undefined {
  const declared = settings.deployment?.engine?.maxNumBatchedTokens;
  if (declared === undefined) return undefined;
  const { computedPromptTokensPerSecond: prompts, generationTokensPerSecond: outputs } = measures;
  const { firstTokensPerSecond: started, stepsPerSecond: steps } = measures;
  if (!prompts.known || !outputs.known || !started.known || !steps.known) {
    return { missing: notExposed(prompts, outputs, started, steps) };
  }
  if (steps.value === 0) return undefined;
  const perStep = (prompts.value + outputs.value) / steps.value;
  const most = declared + (started.value > 0 ? prompts.value / started.value : 0);
  return {
    evidence: {
      perStep: derivedEvidence('tokens of a step', perStep, 'tokensPerStep', {
        bound: { relation: '≥', value: times * most },
      }),
      budget: derivedEvidence('tokens of a step, as declared', declared, 'tokens'),
    },
    contradiction:
      perStep < times * most
        ? undefined
        : {
            words: 'a step computes {perStep} on average with a budget of {budget}',
            // Larger chunks add more to the steps they share than small ones, which hide behind the weights that are read anyway.
            predicts: { measure: 'predictedStepSeconds', direction: 'rises' },
          },
  };
}

/** What is computed and read, against the roofs. */
export function hardware({ settings, measures }: Analysis, sharedPrefix: number): Comparison | undefined {
  const { busyMfuRatio: mfu, busyMbuRatio: mbu } = measures;
  if (!settings.deployment?.hardware) return undefined;
  if (!mfu.known || !mbu.known) return { missing: notExposed(mfu, mbu) };
  const isAbove = mfu.annotations.some(({ id }) => id === 'above-the-roof');
  return {
    evidence: {
      mfu: measuredEvidence('of the peak arithmetic, while busy', 'busyMfuRatio', mfu),
      mbu: measuredEvidence('of the memory bandwidth, while busy', 'busyMbuRatio', mbu),
    },
    contradiction: isAbove
      ? {
          words:
            'prompts or decoding would take more than the declared hardware has ({mfu} of its arithmetic and {mbu} of its bandwidth on the whole)',
          predicts: { measure: mfu.value > mbu.value ? 'busyMfuRatio' : 'busyMbuRatio', direction: 'falls' },
          objections: [readsAreShared(measures, sharedPrefix)],
        }
      : undefined,
  };
}

/** The bits of a number, as the names of formats say: bfloat16, fp8_e4m3; undefined for "auto". */
function bitsOf(format: string | undefined): number | undefined {
  const bits = /\d+/.exec(format ?? '')?.[0];
  return bits === undefined ? undefined : Number(bits);
}

export function cacheFormat({ settings, cacheConfig }: Analysis): Comparison | undefined {
  const declared = bitsOf(settings.deployment?.precision?.kvCache);
  if (declared === undefined) return undefined;
  const label = cacheConfig?.[CACHE_CONFIG.format];
  if (label === undefined) return { missing: [`the number format of the KV cache (${CACHE_CONFIG.format})`] };
  const reported = bitsOf(label);
  if (reported === undefined) return {};
  return {
    evidence: {
      declaredBits: derivedEvidence('bits of a number in the KV cache, as declared', declared, 'count'),
      reportedBits: derivedEvidence('the same, as the engine says', reported, 'count'),
    },
    contradiction:
      declared === reported
        ? undefined
        : {
            words: 'numbers in the KV cache have {reportedBits} bits, not {declaredBits}',
            predicts: { measure: 'predictedStepSeconds', direction: reported > declared ? 'rises' : 'falls' },
          },
  };
}

export function memoryUtilization({ settings, cacheConfig }: Analysis, tolerance: number): Comparison | undefined {
  const declared = settings.deployment?.engine?.gpuMemoryUtilization;
  if (declared === undefined) return undefined;
  const reported = Number(cacheConfig?.[CACHE_CONFIG.memoryUtilization] ?? Number.NaN);
  if (!Number.isFinite(reported)) return { missing: [`the share of memory (${CACHE_CONFIG.memoryUtilization})`] };
  return {
    evidence: {
      declaredShare: derivedEvidence('share of the memory of the GPU, as declared', declared, 'ratio'),
      reportedShare: derivedEvidence('the same, as the engine says', reported, 'ratio'),
    },
    contradiction:
      Math.abs(declared - reported) < tolerance
        ? undefined
        : {
            words: 'the engine takes {reportedShare} of the memory of the GPU, not {declaredShare}',
            // If the engine is set to what is declared.
            predicts: { measure: 'kvCacheCapacityTokens', direction: declared > reported ? 'rises' : 'falls' },
          },
  };
}
