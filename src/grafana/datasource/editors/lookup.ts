import type { DataSourceApi } from '@grafana/data';
import type { RidgelineOptions, RidgelineQuery } from '../../query/index.ts';

export type LookedUp = 'models' | 'engines' | 'targets';

/** What the editors ask of the data source: what there is to choose from. */
export interface Lookup {
  labelValues(what: LookedUp): Promise<readonly string[]>;
}

export type EditedDataSource = DataSourceApi<RidgelineQuery, RidgelineOptions> & Lookup;
