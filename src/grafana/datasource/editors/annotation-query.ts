import type { DataQuery } from '@grafana/schema';
import { DEFAULT_EVENTS, type EventKind } from '../../query/index.ts';

/** Which events of which engines are marked in the graphs of a dashboard. */
export interface AnnotationQuery extends DataQuery {
  readonly events: readonly EventKind[];
  /** Regular expressions that have to match the whole label; may hold variables. */
  readonly model?: string;
  readonly engine?: string;
  readonly target?: string;
}

export const DEFAULT_ANNOTATION_QUERY: AnnotationQuery = { refId: 'RidgelineEvents', events: DEFAULT_EVENTS };
