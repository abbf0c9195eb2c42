import type { Report } from '../report/index.ts';
import { createAnnotationCounts } from './annotation-counts.ts';
import { createLiveEngines } from './live-engines.ts';
import { renderEngines } from './render-engines.ts';

/** One report as it is served. */
export interface Publication {
  readonly report: Report;
  readonly atSeconds: number;
  /** Those that still answer; the report also remembers those that went silent. */
  readonly liveEngines: number;
  /** The live engines in the Prometheus text format; bytes, which any number of slow readers share. */
  readonly metrics: Buffer;
  /** The report as JSON, made when it is first asked for. */
  readonly json: () => Buffer;
}

/** Makes reports ready to be served; remembers of former ones only what counters and silence need. */
export function createPublisher(keepSeconds: number): (report: Report, nowSeconds: number) => Promise<Publication> {
  const counts = createAnnotationCounts();
  const liveEngines = createLiveEngines(keepSeconds);
  return async (report, atSeconds) => {
    const live = liveEngines(report.engines, atSeconds);
    counts.add(live);
    const metrics = Buffer.from(await renderEngines(live, counts));
    let json: Buffer | undefined;
    return {
      report,
      atSeconds,
      liveEngines: live.length,
      metrics,
      json: () => (json ??= Buffer.from(`${JSON.stringify(report)}\n`)),
    };
  };
}
