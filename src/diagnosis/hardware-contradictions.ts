import type { Analysis } from '../analysis/index.ts';
import type { Comparison } from './contradictions.ts';
import { derivedEvidence, measuredEvidence } from './evidence.ts';
import { notExposed } from './not-exposed.ts';
import { readsAreShared } from './reads-are-shared.ts';

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

/** What is computed and read, against vLLM’s own counters of both; only where those are switched on. */
export function ownCount({ roofline }: Analysis): Comparison | undefined {
  const check = roofline?.counterCheck;
  if (!check) return undefined;
  const counts = [
    { name: 'flop', measure: 'flopPerSecond', words: 'arithmetic', ...check.flop },
    ...(check.bytes
      ? [{ name: 'bytes', measure: 'bytesPerSecond', words: 'memory traffic', ...check.bytes } as const]
      : []),
  ] as const;
  const evidence = Object.fromEntries(
    counts.map(({ name, words, unexplainedRatio }) => [
      name,
      derivedEvidence(
        `by how much vLLM’s own count of ${words} is ${comparative(unexplainedRatio)}`,
        Math.abs(unexplainedRatio),
        'ratio',
      ),
    ]),
  );
  const off = counts.filter(({ suspicion }) => suspicion !== undefined);
  const [first] = off;
  if (!first) return { evidence };
  const isLess = first.unexplainedRatio < 0;
  return {
    evidence,
    contradiction: {
      words: off
        .map((each) => `vLLM itself counts {${each.name}} ${comparative(each.unexplainedRatio)} ${each.words}`)
        .join(', '),
      predicts: { measure: first.measure, direction: isLess ? 'falls' : 'rises' },
      objections: [
        { claim: 'vLLM counts less because it does not know a part of the model', found: isLess ? 'yes' : 'no' },
      ],
    },
  };
}

const comparative = (ratio: number): string => (ratio < 0 ? 'less' : 'more');
