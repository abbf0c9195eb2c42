import type { Deployment } from '../../roofline/index.ts';
import type { Bias, CountedLoad } from './bias.ts';
import { BYTE_BIASES } from './byte-biases.ts';
import { FLOP_BIASES, flopOf } from './flop-biases.ts';

/** One of vLLM's own counters beside our count of the same. */
export interface Comparison {
  /** By vLLM, and by the cost model; per GPU. */
  readonly countedPerSecond: number;
  readonly ownPerSecond: number;
  /** counter ÷ (our count + the known differences) − 1. */
  readonly unexplainedRatio: number;
  /** Known differences of a percent and more, as shares of our count. */
  readonly differences: readonly { readonly reason: string; readonly shareRatio: number }[];
  /** In words, what is left when too much of it is. */
  readonly suspicion: string | undefined;
}

export interface CounterCheck {
  readonly flop: Comparison;
  /** Read and written. */
  readonly bytes: Comparison | undefined;
}

/** More than this unexplained is worth a word: formulas and means agree within a few percent on recordings. */
const SUSPICIOUS_RATIO = 0.2;
const WORTH_NAMING_RATIO = 0.01;

/** Compares the rates of the counters with what vLLM's formulas give on this load. */
export function checkCounters(
  counters: { readonly flopPerSecond: number; readonly bytesPerSecond: number | undefined },
  ownBytesPerSecond: number,
  counted: CountedLoad,
  deployment: Deployment,
): CounterCheck {
  const ownFlopPerSecond = flopOf(undefined, counted, deployment) / deployment.parallelism.pipeline;
  const flop = compare(counters.flopPerSecond, ownFlopPerSecond, FLOP_BIASES, counted, deployment);
  const ofHead = counters.flopPerSecond / flopOf('head', counted, deployment);
  const { bytesPerSecond } = counters;
  return {
    flop: { ...flop, suspicion: flopSuspicion(flop.unexplainedRatio, ofHead) },
    bytes:
      bytesPerSecond === undefined
        ? undefined
        : withByteSuspicion(compare(bytesPerSecond, ownBytesPerSecond, BYTE_BIASES, counted, deployment)),
  };
}

function compare(
  countedPerSecond: number,
  ownPerSecond: number,
  biases: readonly Bias[],
  counted: CountedLoad,
  deployment: Deployment,
): Comparison {
  const differences = biases.map(({ reason, perSecond }) => ({
    reason,
    shareRatio: perSecond(counted, deployment) / deployment.parallelism.pipeline / ownPerSecond,
  }));
  const expected = ownPerSecond * differences.reduce((sum, { shareRatio }) => sum + shareRatio, 1);
  return {
    countedPerSecond,
    ownPerSecond,
    unexplainedRatio: countedPerSecond / expected - 1,
    differences: differences
      .filter(({ shareRatio }) => Math.abs(shareRatio) >= WORTH_NAMING_RATIO)
      .sort((left, right) => Math.abs(right.shareRatio) - Math.abs(left.shareRatio)),
    suspicion: undefined,
  };
}

const percent = (ratio: number): string => `${Math.abs(ratio * 100).toFixed(0)} %`;

function flopSuspicion(unexplainedRatio: number, ofHead: number): string | undefined {
  if (Math.abs(unexplainedRatio) <= SUSPICIOUS_RATIO) return undefined;
  if (Math.abs(ofHead - 1) <= SUSPICIOUS_RATIO) {
    return 'vLLM counts the FLOP of the head alone: it does not know the name of the quantization and leaves attention and feed-forward out';
  }
  return unexplainedRatio > 0
    ? `vLLM counts ${percent(unexplainedRatio)} more FLOP: is the model larger, or tensor parallelism smaller, than declared? Are prompts computed again after preemptions?`
    : `vLLM counts ${percent(unexplainedRatio)} less FLOP: is the model smaller, or tensor parallelism larger, than declared? Or does vLLM not know a part of it?`;
}

function withByteSuspicion(comparison: Comparison): Comparison {
  const { unexplainedRatio } = comparison;
  if (Math.abs(unexplainedRatio) <= SUSPICIOUS_RATIO) return comparison;
  const suspicion =
    unexplainedRatio > 0
      ? `vLLM counts ${percent(unexplainedRatio)} more bytes: are weights or KV cache wider than declared? Are there more steps than emit a token?`
      : `vLLM counts ${percent(unexplainedRatio)} less bytes: are weights or KV cache narrower than declared? It takes every compressed-tensors weight for 4 bits`;
  return { ...comparison, suspicion };
}
