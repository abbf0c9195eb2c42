import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What the tests look at of a dashboard as Grafana stores it. */
export interface Dashboard {
  readonly id: number | null;
  readonly uid: string;
  readonly title: string;
  readonly description: string;
  readonly editable: boolean;
  readonly schemaVersion: number;
  readonly tags: readonly string[];
  readonly graphTooltip: number;
  readonly refresh: string;
  readonly time: { readonly from: string; readonly to: string };
  readonly panels: readonly Panel[];
  readonly templating: { readonly list: readonly Variable[] };
  readonly annotations: {
    readonly list: readonly { readonly enable: boolean; readonly datasource: unknown; readonly target: Query }[];
  };
  readonly links: readonly {
    readonly type: string;
    readonly title: string;
    readonly url: string;
    readonly tags: readonly string[];
    readonly keepTime: boolean;
    readonly includeVars: boolean;
  }[];
}

export interface Panel {
  readonly id: number;
  readonly type: string;
  readonly title: string;
  readonly description?: string;
  readonly collapsed?: boolean;
  readonly panels?: readonly Panel[];
  readonly gridPos: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
  readonly datasource?: unknown;
  readonly targets?: readonly Query[];
  readonly maxDataPoints?: number;
  readonly links?: readonly { readonly title: string; readonly url: string }[];
  readonly options?: Readonly<Record<string, unknown>>;
  readonly fieldConfig?: {
    readonly defaults: { readonly unit?: string; readonly noValue?: string };
    readonly overrides: readonly Override[];
  };
}

export interface Override {
  readonly matcher: { readonly id: string; readonly options: string };
  readonly properties: readonly { readonly id: string; readonly value: unknown }[];
}

export type Query = Readonly<Record<string, unknown>>;

export interface Variable {
  readonly name: string;
  readonly label: string;
  readonly type: string;
  readonly hide?: number;
  readonly query: unknown;
  readonly datasource?: unknown;
  readonly multi?: boolean;
  readonly includeAll?: boolean;
  readonly allValue?: string;
  readonly refresh?: number;
  readonly description?: string;
}

export const FOLDER = 'dashboards';
export const NAMES = readdirSync(FOLDER).filter((name) => name.endsWith('.json'));
export const textOf = (name: string): string => readFileSync(join(FOLDER, name), 'utf8');
export const DASHBOARDS = NAMES.map((name) => ({ name, dashboard: JSON.parse(textOf(name)) as Dashboard }));

/** Every panel of every dashboard, those of closed rows too, without the rows themselves. */
export const PANELS = DASHBOARDS.flatMap(({ name, dashboard }) =>
  dashboard.panels
    .flatMap((panel) => (panel.type === 'row' ? (panel.panels ?? []) : [panel]))
    .map((panel) => ({ where: `${name}: ${panel.title}`, name, panel })),
);
export const DATA_PANELS = PANELS.filter(({ panel }) => panel.type !== 'text');
export const QUERIES = DATA_PANELS.flatMap(({ where, panel }) =>
  (panel.targets ?? []).map((query) => ({ where, panel, query })),
);
