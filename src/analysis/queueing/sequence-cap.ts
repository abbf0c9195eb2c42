import { annotation, known, unknown, type Measured } from '../../quantities/index.ts';
import { gaugeOf, type Window } from '../../metrics/window/index.ts';
import type { EngineSettings } from '../../settings/index.ts';
import type { Contribution, Measures } from '../measures.ts';

// A flat top: with fewer scrapes a coincidence, with a smaller share a fluctuation. On b_overload and m_v0221_burst
// (cap 16) running is exactly 16 at 81 % and 66 % of the scrapes with a queue, since finished requests leave before the gauge is set.
const SCRAPES_WITH_A_QUEUE = 5;
const SHARE_AT_MAXIMUM = 0.5;

// Above this the KV cache may be what stops admissions, and a flat top says nothing about the cap; with prompts that are large
// against the cache, from where one of mean length finds no room.
const KV_CACHE_HAS_ROOM = 0.9;

/** A choice: below half there is room for any prompt but the very largest. */
export const ROOM_FOR_PROMPTS = 0.5;

type Prompts = Pick<Measures, 'promptTokensPerRequest' | 'kvCacheCapacityTokens'>;

/** KV cache use up to which a prompt of mean length finds room. */
function roomUpTo({ promptTokensPerRequest: prompt, kvCacheCapacityTokens: capacity }: Prompts): number {
  if (prompt.known && capacity.known) return 1 - prompt.value / capacity.value;
  const isIdle = !prompt.known && prompt.reason === 'no-traffic' && capacity.known;
  return isIdle ? 1 : ROOM_FOR_PROMPTS;
}

/**
 * The most requests that may run at once (`max_num_seqs`), which no vLLM metric states: declared in ridgeline.yaml, else
 * inferred from running staying flat at its maximum while requests wait and the KV cache has room.
 */
export function sequenceCap(
  window: Window,
  { deployment }: EngineSettings,
  prompts: Prompts,
): Contribution<'sequenceCap'> {
  const declared = deployment?.engine?.maxNumSeqs;
  return { sequenceCap: declared === undefined ? inferredCap(window, prompts) : known(declared, 'requests') };
}

function inferredCap(window: Window, prompts: Prompts): Measured {
  const { plateau } = window;
  const cacheFilledTo = gaugeOf(window, 'kvCacheUsageRatio')?.maximum ?? 1;
  const flat =
    plateau.maximumRunning > 0 &&
    plateau.samplesWaiting >= SCRAPES_WITH_A_QUEUE &&
    plateau.samplesAtMaximum >= SHARE_AT_MAXIMUM * plateau.samplesWaiting &&
    cacheFilledTo < Math.min(KV_CACHE_HAS_ROOM, roomUpTo(prompts));
  if (!flat) return unknown('not-declared', ['deployments[].engine.maxNumSeqs in ridgeline.yaml']);
  return known(plateau.maximumRunning, 'requests', {
    annotations: [
      annotation(
        'cap-inferred',
        `the cap of ${plateau.maximumRunning} is inferred: running was that in ${plateau.atLeast ? 'at least ' : ''}${plateau.samplesAtMaximum} of the ${plateau.samplesWaiting} scrapes with requests waiting`,
      ),
    ],
  });
}
