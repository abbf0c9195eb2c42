import type { Builder, Dataquery } from '@grafana/grafana-foundation-sdk/cog';
import type { MeasureId } from '../../src/analysis/index.ts';
import { DATASOURCE_TYPE, type Latency, type RidgelineQuery } from '../../src/grafana/query/index.ts';
import type { TableKind } from './panels/table-fields.ts';

export const DATASOURCE = { type: DATASOURCE_TYPE, uid: '${datasource}' } as const;

/**
 * Of every panel. Panels that ask about the same range in the same steps share what is read, so all have as many points
 * at most, however wide they are; 60 are as many as a narrow panel shows, and half an hour is read in steps of 30 s.
 */
export const MAX_DATA_POINTS = 60;

export type Target = Builder<Dataquery>;
type Asked = Pick<RidgelineQuery, 'kind' | 'measures' | 'latency' | 'combine'>;

/** Every query is about the engines chosen at the top, and measured against the objective there. */
const ask = (asked: Asked): Target => {
  const query: RidgelineQuery = {
    refId: 'A',
    datasource: DATASOURCE,
    ...asked,
    model: '$model',
    target: '$target',
    engine: '$engine',
    objective: { ttft: '$ttft', tpot: '$tpot', e2e: '$e2e' },
  };
  return { build: () => query as unknown as Dataquery };
};

export const askTable = (kind: TableKind): Target => ask({ kind });
export const askRoofline = (): Target => ask({ kind: 'roofline' });
export const askMeasures = (...measures: readonly MeasureId[]): Target => ask({ kind: 'measures', measures });
export const askGoodput = (): Target => ask({ kind: 'goodput' });
export const askOccupancy = (): Target => ask({ kind: 'occupancy' });
export const askPercentiles = (latency: Latency): Target => ask({ kind: 'percentiles', latency });

/** Of all chosen engines together: what is stacked or summed would otherwise be as many stacks. */
export const askAnatomyOfAll = (): Target => ask({ kind: 'anatomy', combine: 'total' });
export const askMeasuresOfAll = (...measures: readonly MeasureId[]): Target =>
  ask({ kind: 'measures', measures, combine: 'total' });
