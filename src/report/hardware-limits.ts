import type { MeasureId } from '../analysis/index.ts';
import { formatMeasured } from '../quantities/index.ts';
import type { Limit } from './limits.ts';
import type { EngineReport } from './schema.ts';

/** The roofs: nobody waits for them, steps only take longer. None where nobody asked for them. */
export function hardwareLimits({ measures, roofline }: Pick<EngineReport, 'measures' | 'roofline'>): Limit[] {
  const limit = (name: string, rule: string, id: MeasureId): Limit => {
    const share = measures[id];
    const text = share ? `${formatMeasured(share)}${share.known ? ' while busy' : ''}` : 'unknown';
    return { name, rule, usedRatio: share?.known ? share.value : undefined, full: false, text, brief: text };
  };
  return roofline === undefined && measures['busyMbuRatio'] === undefined
    ? []
    : [
        limit('memory bandwidth', 'weight-bandwidth-bound', 'busyMbuRatio'),
        limit('compute', 'compute-bound', 'busyMfuRatio'),
      ];
}
