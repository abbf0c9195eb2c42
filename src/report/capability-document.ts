import type { Capability, Estimate } from '../roofline/index.ts';

/**
 * What `ridgeline roofline --format json` prints. Flat, so that tables are made of it at once: an estimate is its value under
 * its own name, with `…Low` and `…High` beside it. Null: there is no such limit, or nothing was asked.
 */
export function capabilityDocument({ model, limits, sweep, serving }: Capability): object {
  const { kvCacheCapacityTokens, kvLimitedRequests, ...numbers } = limits;
  return {
    model,
    limits: {
      ...numbers,
      ...flat('kvCacheCapacityTokens', kvCacheCapacityTokens),
      ...flat('kvLimitedRequests', kvLimitedRequests),
      objectiveLimitedRequests: finite(limits.objectiveLimitedRequests),
    },
    sweep: sweep.map(({ batch, floorSeconds, seconds, kernelSeconds, overheadSeconds, collectiveSeconds, bound }) => ({
      batch,
      floorStepSeconds: floorSeconds,
      predictedStepSeconds: seconds,
      kernelSeconds,
      overheadSeconds,
      collectiveSeconds,
      bound,
    })),
    serving: serving.map(({ concurrency, runningRequests, tpotSeconds, ttftSeconds }) => ({
      concurrency,
      runningRequests,
      ...flat('tpotSeconds', tpotSeconds),
      ...flat('ttftSeconds', ttftSeconds),
    })),
  };
}

const flat = (name: string, { value, low, high }: Estimate): Readonly<Record<string, number>> => ({
  [name]: value,
  [`${name}Low`]: low,
  [`${name}High`]: high,
});

/** JSON knows no infinity: an objective that any batch is within is no limit. */
const finite = (value: number | null): number | null => (value !== null && Number.isFinite(value) ? value : null);
