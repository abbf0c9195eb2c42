import type { Builder } from '@grafana/grafana-foundation-sdk/cog';
import {
  DatasourceVariableBuilder,
  QueryVariableBuilder,
  TextBoxVariableBuilder,
  VariableHide,
  VariableRefresh,
  VariableSort,
  type VariableModel,
} from '@grafana/grafana-foundation-sdk/dashboard';
import { DATASOURCE_TYPE } from '../../src/grafana/query/index.ts';
import { DATASOURCE } from './queries.ts';

type Variable = Builder<VariableModel>;

const ALL = { text: ['All'], value: ['$__all'], selected: true };

interface Choice {
  readonly name: 'model' | 'target' | 'engine';
  readonly label: string;
  readonly what: 'models' | 'targets' | 'engines';
  /** What was chosen before narrows what can be chosen here. */
  readonly within: Readonly<Record<string, string>>;
  readonly description: string;
}

/** Any number of values, or all of them: the data source takes `.+` for engines without the label, too. */
const choice = ({ name, label, what, within, description }: Choice): Variable =>
  new QueryVariableBuilder(name)
    .label(label)
    .description(description)
    .datasource(DATASOURCE)
    .query({ refId: 'RidgelineVariable', variable: what, ...within })
    .definition(what)
    .multi(true)
    .includeAll(true)
    .allValue('.+')
    .current(ALL)
    .sort(VariableSort.NaturalAsc)
    .refresh(VariableRefresh.OnTimeRangeChanged);

const LIMITS = [
  { name: 'ttft', label: 'TTFT ≤ s', of: 'to the first token' },
  { name: 'tpot', label: 'TPOT ≤ s', of: 'for each further token' },
  { name: 'e2e', label: 'E2E ≤ s', of: 'from arrival to the last token' },
] as const;

/** Empty means what the settings of the data source promise. A value typed here replaces that promise as a whole. */
const limit = ({ name, label, of }: (typeof LIMITS)[number], isShown: boolean): Variable =>
  new TextBoxVariableBuilder(name)
    .label(label)
    .description(
      `Objective in seconds, ${of}; any value, such as 0.3. Empty: as in the settings of the data source. What is typed here replaces all three of them.`,
    )
    .hide(isShown ? VariableHide.DontHide : VariableHide.HideVariable)
    .defaultValue('')
    .current({ text: '', value: '', selected: true });

/** The same on every dashboard, so that links keep them; objectives are hidden where nothing is measured against them. */
export const variables = ({ objectives }: { readonly objectives: 'shown' | 'hidden' }): Variable[] => [
  new DatasourceVariableBuilder('datasource')
    .label('Data source')
    .description('A Ridgeline data source, which asks a Prometheus that scrapes vLLM.')
    .type(DATASOURCE_TYPE),
  choice({
    name: 'model',
    label: 'Model',
    what: 'models',
    within: {},
    description: 'As vLLM serves it (the label model_name).',
  }),
  choice({
    name: 'target',
    label: 'Target',
    what: 'targets',
    within: { model: '$model' },
    description: 'The address that Prometheus scrapes (the label instance).',
  }),
  choice({
    name: 'engine',
    label: 'Engine',
    what: 'engines',
    within: { model: '$model', target: '$target' },
    description: 'Data-parallel rank behind one address (the label engine); 0 where there is one.',
  }),
  ...LIMITS.map((each) => limit(each, objectives === 'shown')),
];
