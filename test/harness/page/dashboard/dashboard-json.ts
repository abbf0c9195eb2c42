import type { DataTransformerConfig, FieldConfigSource } from '@grafana/data';
import type { PlainQuery } from '../page-api.ts';

/** As much of a dashboard's classic JSON as the harness reads. */
export interface DashboardJson {
  readonly title: string;
  readonly panels?: readonly PanelJson[];
  readonly templating?: { readonly list?: readonly VariableJson[] };
}

export interface PanelJson {
  readonly id?: number;
  readonly title?: string;
  readonly description?: string;
  readonly type: string;
  readonly gridPos?: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
  readonly datasource?: { readonly uid?: string };
  readonly targets?: readonly (PlainQuery & { readonly datasource?: { readonly uid?: string } })[];
  readonly fieldConfig?: FieldConfigSource;
  readonly options?: Readonly<Record<string, unknown>>;
  readonly transformations?: readonly DataTransformerConfig[];
  readonly maxDataPoints?: number;
  /** Of a row that is folded. */
  readonly panels?: readonly PanelJson[];
}

export interface VariableJson {
  readonly name: string;
  readonly type: string;
  readonly query?: unknown;
  readonly regex?: string;
  readonly current?: { readonly value?: string | readonly string[] };
  readonly options?: readonly { readonly value?: string }[];
  readonly includeAll?: boolean;
  readonly multi?: boolean;
  readonly allValue?: string;
  readonly datasource?: { readonly uid?: string };
}

/** Panels of folded rows as well; rows themselves show nothing. */
export const panelsOf = ({ panels = [] }: Pick<DashboardJson, 'panels'>): PanelJson[] =>
  panels.flatMap((panel) => (panel.type === 'row' ? panelsOf(panel) : [panel]));
