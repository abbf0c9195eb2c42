// What tests on the Node side say to the page and get back: plain data only, since it travels between two processes.
export interface DataSourceDeclaration {
  readonly uid: string;
  readonly name?: string;
  /** `prometheus`, or ours. */
  readonly type: string;
  readonly jsonData?: object;
  readonly isDefault?: boolean;
}

/** Unix milliseconds. */
export interface PlainRange {
  readonly from: number;
  readonly to: number;
}

export interface PlainQuery {
  readonly refId: string;
  readonly [property: string]: unknown;
}

export interface Ask {
  readonly range: PlainRange;
  readonly targets: readonly PlainQuery[];
  /** Of the data source; ours where not given. */
  readonly uid?: string;
  readonly maxDataPoints?: number;
}

export interface PlainField {
  readonly name: string;
  readonly type: string;
  readonly unit: string | undefined;
  readonly displayName: string | undefined;
  readonly labels: Readonly<Record<string, string>>;
  readonly values: readonly unknown[];
}

export interface PlainFrame {
  readonly name: string | undefined;
  readonly refId: string | undefined;
  readonly meta: Readonly<Record<string, unknown>>;
  readonly fields: readonly PlainField[];
}

export interface PlainError {
  readonly refId: string | undefined;
  readonly message: string;
}

export interface PlainAnswer {
  readonly state: string;
  readonly frames: readonly PlainFrame[];
  readonly errors: readonly PlainError[];
}

export interface PanelMount {
  readonly ask: Ask;
  readonly width: number;
  readonly height: number;
  readonly title?: string;
  readonly options?: object;
}

/** What one panel of a dashboard came to. */
export interface PanelReport {
  readonly id: number;
  readonly title: string;
  readonly type: string;
  readonly errors: readonly string[];
  readonly notices: readonly string[];
  readonly frames: number;
  readonly rows: number;
  /** Those that are neither null nor NaN, times left out. */
  readonly values: number;
  readonly units: readonly string[];
  /** What would look wrong: a unit on words, a whole sentence in a cell that is empty. */
  readonly oddities: readonly string[];
}

export interface DashboardMount {
  readonly dashboard: object;
  readonly range: PlainRange;
  /** Values that the reader has chosen, by name. */
  readonly variables?: Readonly<Record<string, string | readonly string[]>>;
  readonly width: number;
}

export interface HarnessApi {
  readonly versions: { readonly grafana: string; readonly react: string };
  /** Loads the modules; what each asks Grafana for. */
  readonly dependencies: () => Promise<Readonly<Record<string, readonly string[]>>>;
  /** Which editors and pages the built modules bring along. */
  readonly parts: () => Promise<Readonly<Record<string, boolean>>>;
  readonly setDataSources: (declarations: readonly DataSourceDeclaration[]) => void;
  readonly setVariables: (variables: Readonly<Record<string, string | readonly string[]>>) => void;
  readonly runQuery: (ask: Ask) => Promise<PlainAnswer>;
  readonly testDataSource: (uid: string) => Promise<{ readonly status: string; readonly message: string }>;
  readonly mountPanel: (panel: PanelMount) => Promise<void>;
  readonly mountStandIn: (panel: PanelMount) => Promise<PanelReport>;
  readonly mountQueryEditor: (query: PlainQuery, range: PlainRange) => Promise<void>;
  readonly mountConfigEditor: (jsonData: object) => Promise<void>;
  readonly mountAppPage: (path: string) => Promise<void>;
  readonly mountDashboard: (mount: DashboardMount) => Promise<readonly PanelReport[]>;
  /** Resolves when nothing is fetched and nothing changes any more. */
  readonly quiet: () => Promise<void>;
  /** What the editor that is mounted made of what it was given. */
  readonly edited: () => unknown;
}
