import { Stack } from '@grafana/ui';
import { LabelPicker } from './LabelPicker.tsx';
import type { Lookup } from './lookup.ts';
import { withField } from './with-field.ts';

interface Engines {
  readonly model?: string;
  readonly target?: string;
  readonly engine?: string;
}

interface Props<Query extends Engines> {
  readonly id: string;
  readonly lookup: Lookup;
  readonly query: Query;
  readonly onChange: (query: Query) => void;
  /** All of them where not given. */
  readonly by?: readonly (keyof Engines)[];
}

const PICKERS = [
  { field: 'model', label: 'Model', what: 'models' },
  { field: 'target', label: 'Target', what: 'targets' },
  { field: 'engine', label: 'Engine', what: 'engines' },
] as const;

/** Which engines are meant. */
export function EnginePickers<Query extends Engines>({ id, lookup, query, onChange, by }: Props<Query>) {
  return (
    <Stack wrap="wrap" gap={2}>
      {PICKERS.filter(({ field }) => by?.includes(field) ?? true).map(({ field, label, what }) => (
        <LabelPicker
          key={field}
          id={`${id}-${field}`}
          label={label}
          what={what}
          lookup={lookup}
          value={query[field]}
          onChange={(value) => {
            onChange(withField<Query, typeof field>(query, field, value));
          }}
        />
      ))}
    </Stack>
  );
}
