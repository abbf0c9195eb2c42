import type { AnnotationSupport } from '@grafana/data';
import type { RidgelineQuery } from '../query/index.ts';
import { DEFAULT_ANNOTATION_QUERY, type AnnotationQuery } from './editors/annotation-query.ts';
import { LazyAnnotationEditor } from './LazyEditors.tsx';

/** Events of engines as annotations: what they are about is edited, and asked for as a query of kind `events`. */
export const ANNOTATIONS: AnnotationSupport<RidgelineQuery> = {
  QueryEditor: LazyAnnotationEditor as never,
  getDefaultQuery: () => queryOf(DEFAULT_ANNOTATION_QUERY),
  prepareQuery: ({ target }) => queryOf({ ...DEFAULT_ANNOTATION_QUERY, ...target }),
};

const queryOf = (target: AnnotationQuery): RidgelineQuery => ({ ...target, kind: 'events' });
