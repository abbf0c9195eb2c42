import type { MeasureId, Measures } from '../analysis/index.ts';
import { measuredEvidence, type EvidenceByName } from './evidence.ts';

/** The parts of a request's time. */
const PARTS = {
  queueSeconds: 'queueing',
  prefillSeconds: 'prefill',
  decodeSeconds: 'decode',
  frontendSeconds: 'the front end',
} as const satisfies Partial<Record<MeasureId, string>>;

export type LatencyPart = keyof typeof PARTS;

/** What an objective limits, and of which parts that is made up. */
export const OBJECTIVE_LIMITS = [
  { id: 'ttftAttainmentRatio', words: 'the first token', parts: ['queueSeconds', 'prefillSeconds', 'frontendSeconds'] },
  { id: 'tpotAttainmentRatio', words: 'the time per output token', parts: ['decodeSeconds'] },
  {
    id: 'e2eAttainmentRatio',
    words: 'the whole answer',
    parts: ['queueSeconds', 'prefillSeconds', 'decodeSeconds', 'frontendSeconds'],
  },
] as const satisfies readonly { id: MeasureId; words: string; parts: readonly LatencyPart[] }[];

interface LargestPart {
  readonly id: LatencyPart;
  readonly evidence: EvidenceByName;
  readonly message: string;
}

/** Of the limit that the fewest requests met, the part that takes most of the time; undefined where that is not known. */
export function largestPart(measures: Measures): LargestPart | undefined {
  const [worst] = OBJECTIVE_LIMITS.flatMap((limit) => {
    const met = measures[limit.id];
    return met.known ? [{ ...limit, met }] : [];
  }).sort((left, right) => left.met.value - right.met.value);
  const parts = (worst?.parts ?? []).flatMap((id) => (measures[id].known ? [{ id, taken: measures[id] }] : []));
  const [most] = parts.sort((left, right) => right.taken.value - left.taken.value);
  if (!worst || !most || parts.length < worst.parts.length) return undefined;
  const part = PARTS[most.id];
  return {
    id: most.id,
    evidence: {
      met: measuredEvidence(`requests within the limit for ${worst.words}`, worst.id, worst.met),
      part: measuredEvidence(`${part}, on average`, most.id, most.taken),
    },
    message: `the limit for ${worst.words} is met least ({met}), and ${part} takes most of it, {part} on average`,
  };
}
