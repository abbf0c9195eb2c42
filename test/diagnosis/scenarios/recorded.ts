import { parseExposition, type Layout } from '../../../src/metrics/exposition/index.ts';
import type { Snapshot } from '../../../src/metrics/window/index.ts';
import { sum } from '../../../src/quantities/index.ts';
import { foldOf } from '../../build-page.ts';
import { analysesOf, middleOf, scrapesOf } from '../../contracts/scrapes.ts';
import { once, type Scenario } from './scenario.ts';

interface Part {
  readonly recording: string;
  readonly what?: string;
  /** Seconds after the first scrape. */
  readonly from?: number;
  readonly to?: number;
  readonly engines?: number;
  readonly boundBy: string;
  readonly fires?: readonly string[];
  readonly isHealthy?: boolean;
}

const OVERLOADED = { boundBy: 'sequence-cap', fires: ['sequence-cap', 'arrival-overload'] } as const;
const FULL_SLOTS = { boundBy: 'sequence-cap', fires: ['sequence-cap'] } as const;
const FULL_CACHE = { boundBy: 'kv-cache-capacity', fires: ['kv-cache-capacity', 'preemption-churn'] } as const;
const FINE = { boundBy: 'arrivals', isHealthy: true } as const;

// By what the load generator did; see test/fixtures/README.md.
const PARTS: readonly Part[] = [
  { recording: 'a_steady', ...FINE },
  { recording: 'a_steady', what: 'first half', to: 75, ...FINE },
  { recording: 'a_steady', what: 'second half', from: 75, ...FINE },
  { recording: 'b_overload', ...FULL_SLOTS },
  { recording: 'b_overload', what: 'growing', from: 25, to: 65, ...OVERLOADED },
  { recording: 'b_overload', what: 'growing, and a little of draining', from: 25, to: 85, ...OVERLOADED },
  { recording: 'b_overload', what: 'twenty seconds of growing', from: 25, to: 45, ...OVERLOADED },
  { recording: 'b_overload', what: 'draining', from: 75, to: 165, ...FULL_SLOTS },
  { recording: 'c_prefill_mfu', boundBy: 'arrivals', fires: ['prefill-interference'] },
  { recording: 'c_prefill_mfu', what: 'second half', from: 60, boundBy: 'arrivals' },
  { recording: 'e_prefix', ...FINE },
  { recording: 'e_prefix', what: 'first half', to: 65, ...FINE },
  { recording: 'f_preempt', ...FULL_CACHE },
  { recording: 'f_preempt', what: 'growing', from: 12, to: 60, ...FULL_CACHE },
  { recording: 'f_preempt', what: 'later', from: 60, to: 130, ...FULL_CACHE },
  { recording: 'g_restart', ...FINE },
  { recording: 'g_restart', what: 'before the restart', to: 60, ...FINE },
  { recording: 'g_restart', what: 'after it', from: 160, ...FINE },
  { recording: 'h_aborts_errors', boundBy: 'arrivals', fires: ['client-aborts'] },
  { recording: 'k_dp2_api2', engines: 2, ...FINE },
  { recording: 'm_v0221_burst', ...FULL_SLOTS },
  { recording: 'm_v0221_burst', what: 'before the burst', to: 44, ...FINE },
  { recording: 'm_v0221_burst', what: 'the burst', from: 48, to: 72, ...OVERLOADED },
  { recording: 'm_v0221_burst', what: 'draining after it', from: 76, to: 92, ...FULL_SLOTS },
  { recording: 'm_v0221_burst', what: 'after it', from: 96, ...FINE },
];

/** Real engines under loads that are known. */
export const RECORDED: readonly Scenario[] = PARTS.flatMap((part) => {
  const all = once(() => observe(part));
  return Array.from({ length: part.engines ?? 1 }, (_, engine): Scenario => ({
    name: [part.recording, part.what, part.engines && `engine ${engine}`].filter(Boolean).join(', '),
    boundBy: part.boundBy,
    fires: part.fires ?? [],
    isHealthy: part.isHealthy ?? false,
    observe: () => {
      const { analyses, preemptionsEver } = all();
      const analysis = analyses[engine];
      if (!analysis || analyses.length !== (part.engines ?? 1)) throw new Error(`${part.recording} has other engines`);
      return { analysis, replicas: analyses, preemptionsEver };
    },
  }));
});

function observe({ recording, from = 0, to = Number.POSITIVE_INFINITY }: Part) {
  const all = snapshotsOf(recording);
  const start = all[0]?.atSeconds ?? 0;
  const snapshots = all.filter(({ atSeconds }) => atSeconds - start >= from && atSeconds - start <= to);
  const last = snapshots.findLast((snapshot) => 'page' in snapshot);
  const { series } = last?.page.layout ?? { series: [] };
  const preemptions = series.flatMap(({ name }, i) =>
    name === 'vllm:num_preemptions_total' ? [last?.page.values[i] ?? 0] : [],
  );
  return { analyses: analysesOf(foldOf(snapshots)), preemptionsEver: sum(preemptions) };
}

const read = new Map<string, readonly Snapshot[]>();

/** Read once, as there are several parts of most. */
function snapshotsOf(recording: string): readonly Snapshot[] {
  const known = read.get(recording);
  if (known) return known;
  let layout: Layout | undefined;
  const snapshots = scrapesOf(recording).map((scrape): Snapshot => {
    const { target, dur: scrapeSeconds, status, body } = scrape;
    const moment = { target, atSeconds: middleOf(scrape), scrapeSeconds };
    if (status !== 200) return { ...moment, failure: { code: 'unreachable', message: '' } };
    const page = parseExposition(body, layout);
    layout = page.layout;
    return { ...moment, page };
  });
  read.set(recording, snapshots);
  return snapshots;
}
