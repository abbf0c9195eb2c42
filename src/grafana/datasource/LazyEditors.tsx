import type { DataSourcePluginOptionsEditorProps, QueryEditorProps } from '@grafana/data';
import { lazy, Suspense, type ComponentType } from 'react';
import type { RidgelineOptions, RidgelineQuery, RidgelineSecrets } from '../query/index.ts';
import type { RidgelineDataSource } from './datasource.ts';
import type { AnnotationQuery } from './editors/annotation-query.ts';
import type { VariableQuery } from './editors/variable-query.ts';

const editors = () => import(/* webpackChunkName: "grafana/datasource/editors" */ './editors/index.ts');

type Editors = Awaited<ReturnType<typeof editors>>;

/** Editors are loaded where somebody edits; a dashboard only reads. */
function lazily<Props extends object>(name: keyof Editors): ComponentType<Props> {
  const Editor = lazy(async () => ({ default: (await editors())[name] as ComponentType<object> }));
  return function LazyEditor(props: Props) {
    return (
      <Suspense fallback={null}>
        <Editor {...props} />
      </Suspense>
    );
  };
}

type EditorProps<Query extends object = RidgelineQuery> = QueryEditorProps<
  RidgelineDataSource,
  RidgelineQuery,
  RidgelineOptions,
  RidgelineQuery & Query
>;

export const LazyQueryEditor = lazily<EditorProps>('QueryEditor');
export const LazyVariableEditor = lazily<EditorProps<VariableQuery>>('VariableQueryEditor');
export const LazyAnnotationEditor = lazily<EditorProps<AnnotationQuery>>('AnnotationQueryEditor');
export const LazyConfigEditor =
  lazily<DataSourcePluginOptionsEditorProps<RidgelineOptions, RidgelineSecrets>>('ConfigEditor');
