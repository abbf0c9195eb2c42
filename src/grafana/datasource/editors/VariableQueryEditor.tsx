import type { QueryEditorProps } from '@grafana/data';
import { Combobox, Field, Stack } from '@grafana/ui';
import { useId } from 'react';
import type { RidgelineOptions, RidgelineQuery } from '../../query/index.ts';
import { EnginePickers } from './EnginePickers.tsx';
import type { EditedDataSource } from './lookup.ts';
import { DEFAULT_VARIABLE_QUERY, VARIABLES, type Variable, type VariableQuery } from './variable-query.ts';

type Props = QueryEditorProps<EditedDataSource, RidgelineQuery, RidgelineOptions, VariableQuery>;

const OPTIONS = (Object.keys(VARIABLES) as Variable[]).map((value) => ({
  value,
  label: VARIABLES[value].title,
  description: VARIABLES[value].description,
}));

// A list is narrowed down by the other labels.
const NARROWED_BY = {
  models: ['target'],
  engines: ['model', 'target'],
  targets: ['model'],
  accelerators: [],
} as const satisfies Record<Variable, readonly string[]>;

/** What a variable of a dashboard lists. */
export function VariableQueryEditor({ datasource, query: given, onChange, onRunQuery }: Props) {
  const id = useId();
  // Grafana begins with an empty text.
  const query: VariableQuery = { ...DEFAULT_VARIABLE_QUERY, ...(typeof given === 'object' ? given : {}) };
  const choose = (changed: VariableQuery): void => {
    onChange(changed);
    onRunQuery();
  };
  return (
    <Stack direction="column" gap={2}>
      <Field label="List" noMargin>
        <Combobox
          id={`${id}-variable`}
          width={32}
          options={OPTIONS}
          value={query.variable}
          onChange={({ value }) => {
            choose({ ...query, variable: value });
          }}
        />
      </Field>
      <EnginePickers id={id} lookup={datasource} query={query} onChange={choose} by={NARROWED_BY[query.variable]} />
    </Stack>
  );
}
