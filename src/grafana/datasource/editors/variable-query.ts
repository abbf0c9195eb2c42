import type { DataQuery } from '@grafana/schema';

/** What a variable of a dashboard can list, and what that is. */
export const VARIABLES = {
  models: { title: 'Models', description: 'Names under which models are served.' },
  engines: { title: 'Engines', description: 'The engine label: 0, 1 … of the engines behind one address.' },
  targets: { title: 'Targets', description: 'What Prometheus scrapes: the instance label.' },
  accelerators: { title: 'Accelerators', description: 'GPUs and other hardware that Ridgeline knows by name.' },
} as const;

export type Variable = keyof typeof VARIABLES;

/** What a variable of a dashboard lists, among the engines that match. */
export interface VariableQuery extends DataQuery {
  readonly variable: Variable;
  /** Regular expressions that have to match the whole label; may hold other variables. */
  readonly model?: string;
  readonly target?: string;
}

export const DEFAULT_VARIABLE_QUERY = { refId: 'RidgelineVariable', variable: 'models' } as const;
