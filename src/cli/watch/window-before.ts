import type { Observation } from '../../sources/index.ts';
import { MOST_COMPARED } from '../most-compared.ts';

/**
 * Remembers what a sliding window showed, for as long as it is wide: gives the newest observation that ended before this one
 * begins; undefined until there is one.
 */
export function windowBefore(): (observation: Observation) => Observation | undefined {
  let seen: readonly Observation[] = [];
  return (observation) => {
    if (observation.windows.length > MOST_COMPARED) return undefined;
    const over = seen.filter(({ endAtSeconds }) => endAtSeconds <= observation.startAtSeconds);
    const before = over.at(-1);
    // Older ones are never asked for again.
    seen = [...seen.slice(Math.max(0, over.length - 1)), observation];
    return before;
  };
}
