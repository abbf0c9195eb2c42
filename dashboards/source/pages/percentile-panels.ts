import { LATENCIES, type Latency } from '../../../src/grafana/query/index.ts';
import { BLUES } from '../colours.ts';
import type { Place } from '../panels/place.ts';
import { seriesPanel } from '../panels/series-panel.ts';
import { askPercentiles } from '../queries.ts';
import type { Page } from '../uids.ts';
import { NO_DATA } from '../words.ts';

const PERCENTILES = ['P50', 'P90', 'P95', 'P99'] as const;

/** Of latencies that vLLM observes when a request leaves the engine. */
const FINISHED = 'Of requests that finished in the step; those who still wait are not in it.';

/** What each latency is, which requests it tells of, and what it depends on. */
const OF: Readonly<Record<Latency, { readonly what: string; readonly counted: string; readonly changes: string }>> = {
  ttft: {
    what: 'the time from arrival to the first token, the queue included',
    counted: 'Counted when the first token comes; those still waiting are not in it.',
    changes: 'The queue first, then prompt length, prefix cache and `--max-num-batched-tokens`.',
  },
  tpot: {
    what: 'the time for each token after the first, as a mean of each request',
    counted: FINISHED,
    changes: 'Batch (`--max-num-seqs`), prefills in between (`--max-num-batched-tokens`), hardware, quantization.',
  },
  itl: {
    what: 'the time between two tokens, each pair counted',
    counted: 'Counted with every token, so one request with many tokens weighs more.',
    changes: 'Prefills in between (`--max-num-batched-tokens`), preemptions, batch.',
  },
  e2e: {
    what: 'the time from arrival to the last token',
    counted: FINISHED,
    changes: 'Output length most of all, then whatever changes the queue and the time for each token.',
  },
  queue: {
    what: 'the wait from arrival to the first step',
    counted: FINISHED,
    changes: 'The load, `--max-num-seqs`, the size of the KV cache.',
  },
};

/** p50 to p99 of one latency, with the buckets that they lie in as bands. */
export const percentilesPanel = (latency: Latency, at: Place, next: Page) =>
  seriesPanel({
    title: `${LATENCIES[latency].replace(/^./, (first) => first.toUpperCase())} percentiles and bounds`,
    words: {
      shows: `p50, p90, p95 and p99 of ${OF[latency].what}. The band is the bucket of the histogram that holds the percentile: the truth is in it, the line is interpolated.`,
      misleads: `Buckets of vLLM are wide above 10 s, so a line may be far from the truth where its band is tall. ${OF[latency].counted}`,
      changes: OF[latency].changes,
    },
    noValue: NO_DATA.traffic,
    at,
    target: askPercentiles(latency),
    next,
    unit: latency === 'tpot' || latency === 'itl' ? 's' : 'suffix:s',
    colours: Object.fromEntries(
      PERCENTILES.map((percentile, i) => [`${latency}Seconds${percentile}`, BLUES[i] ?? 'blue']),
    ),
  });
