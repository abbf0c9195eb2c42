import { Combobox, Field } from '@grafana/ui';
import { labelOptions } from './label-options.ts';
import type { LookedUp, Lookup } from './lookup.ts';

interface Props {
  readonly id: string;
  readonly label: string;
  readonly what: LookedUp;
  readonly lookup: Lookup;
  readonly value: string | undefined;
  readonly onChange: (value: string | undefined) => void;
}

/** Values that there are, variables, or any regular expression; nothing chosen is all of them. */
export function LabelPicker({ id, label, what, lookup, value, onChange }: Props) {
  return (
    <Field label={label} noMargin>
      <Combobox
        id={id}
        width={32}
        placeholder="all"
        isClearable
        createCustomValue
        customValueDescription="As a regular expression"
        options={(typed) => labelOptions(lookup, what, typed)}
        value={value === undefined || value === '' ? null : value}
        onChange={(option) => {
          onChange(option?.value.trim());
        }}
      />
    </Field>
  );
}
