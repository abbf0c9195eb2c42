import { known, unknown, type Measured } from '../../quantities/index.ts';
import { mergeWindows, type Window } from '../../metrics/window/index.ts';
import { analyze, type Analysis } from '../analyze.ts';
import { firstUnknown } from '../engine-window.ts';
import type { MeasureId } from '../measures.ts';

/** What all engines of a fleet did together. */
export interface FleetTotals {
  readonly engines: number;
  readonly measures: ReadonlyMap<MeasureId, Measured>;
}

/** What means something for a fleet: rates and occupancies that add up, and means over the requests of all engines. */
const ADDABLE = [
  'arrivalsPerSecond',
  'firstTokensPerSecond',
  'completionsPerSecond',
  'promptTokensPerSecond',
  'computedPromptTokensPerSecond',
  'generationTokensPerSecond',
  'promptTokensPerRequest',
  'generationTokensPerRequest',
  'requestsRunning',
  'requestsWaiting',
  'requestsInSystem',
  'littleDecodingRequests',
  'littleSystemRequests',
  'preemptionsPerSecond',
  'queueSeconds',
  'prefillSeconds',
  'decodeSeconds',
  'frontendSeconds',
  'e2eSeconds',
  'processingSeconds',
  'queueShareRatio',
  'ttftSeconds',
  'tpotSeconds',
  'itlSeconds',
  'ttftSecondsP50',
  'ttftSecondsP95',
  'ttftSecondsP99',
  'tpotSecondsP50',
  'tpotSecondsP95',
  'tpotSecondsP99',
  'e2eSecondsP50',
  'e2eSecondsP95',
  'e2eSecondsP99',
  'prefixCacheHitRatio',
  'draftAcceptanceRatio',
] as const satisfies readonly MeasureId[];

/**
 * Fleet totals from summed numerators and denominators, never from the engines' ratios. What a sum says nothing about (a
 * wait forecast, a cap, the steps of one engine) is left out.
 */
export function fleetTotals(windows: readonly Window[], analyses: readonly Analysis[]): FleetTotals | undefined {
  const merged = mergeWindows(windows);
  if (!merged) return undefined;
  const { measures } = analyze(merged, { deployment: undefined, objective: undefined });
  return {
    engines: windows.length,
    measures: new Map<MeasureId, Measured>([
      ...ADDABLE.map((id) => [id, measures[id]] as const),
      ...Object.entries(goodputOf(analyses)).map(([id, measured]) => [id as MeasureId, measured] as const),
      ...Object.entries(kvCacheOf(analyses)).map(([id, measured]) => [id as MeasureId, measured] as const),
    ]),
  };
}

/** Objectives may differ between engines: good requests per second add up, and so do finished ones. */
function goodputOf(analyses: readonly Analysis[]) {
  const busy = analyses.filter(({ measures }) => !isIdle(measures.goodputRatio));
  const good = sumOf(busy.map(({ measures }) => measures.goodputRequestsPerSecond));
  const finished = sumOf(busy.map(({ measures }) => measures.completionsPerSecond));
  const goodputRatio =
    good.known && finished.known && finished.value > 0
      ? known(good.value / finished.value, 'ratio', {
          low: good.low === undefined ? undefined : good.low / finished.value,
          high: good.high === undefined ? undefined : good.high / finished.value,
        })
      : firstUnknown(good, finished, unknown('no-traffic', ['a finished request']));
  return { goodputRequestsPerSecond: good, goodputRatio };
}

/** Tokens in use and capacity add up where every engine states its own. */
function kvCacheOf(analyses: readonly Analysis[]) {
  const kvCacheCapacityTokens = sumOf(analyses.map(({ measures }) => measures.kvCacheCapacityTokens));
  const residentTokens = sumOf(analyses.map(({ measures }) => measures.residentTokens));
  const kvCacheUsageRatio =
    kvCacheCapacityTokens.known && residentTokens.known
      ? known(residentTokens.value / kvCacheCapacityTokens.value, 'ratio')
      : firstUnknown(kvCacheCapacityTokens, residentTokens);
  return { kvCacheCapacityTokens, residentTokens, kvCacheUsageRatio };
}

const isIdle = (measured: Measured): boolean => !measured.known && measured.reason === 'no-traffic';

/** Σ, with bounds where every addend has them. Unknown as soon as one addend is: part of a fleet is not the fleet. */
function sumOf(addends: readonly Measured[]): Measured {
  const [first] = addends;
  if (!first) return unknown('no-traffic', ['a finished request']);
  if (!first.known || addends.some(({ known }) => !known)) return firstUnknown(...addends);
  const total = (pick: (addend: Extract<Measured, { known: true }>) => number | undefined): number | undefined =>
    addends.reduce<number | undefined>((sum, addend) => {
      const part = addend.known ? pick(addend) : undefined;
      return sum === undefined || part === undefined ? undefined : sum + part;
    }, 0);
  return known(total(({ value }) => value) ?? Number.NaN, first.unit, {
    low: total(({ low }) => low),
    high: total(({ high }) => high),
  });
}
