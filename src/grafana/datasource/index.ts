// The data source plugin: takes what a panel asks, reads it through a Prometheus, and gives frames.
export type { RidgelineDataSource } from './datasource.ts';
