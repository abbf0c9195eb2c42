import { DataSourcePlugin } from '@grafana/data';
import type { RidgelineOptions, RidgelineQuery, RidgelineSecrets } from '../query/index.ts';
import { RidgelineDataSource } from './datasource.ts';
import { LazyConfigEditor, LazyQueryEditor } from './LazyEditors.tsx';

export const plugin = new DataSourcePlugin<RidgelineDataSource, RidgelineQuery, RidgelineOptions, RidgelineSecrets>(
  RidgelineDataSource,
)
  .setConfigEditor(LazyConfigEditor)
  .setQueryEditor(LazyQueryEditor);
