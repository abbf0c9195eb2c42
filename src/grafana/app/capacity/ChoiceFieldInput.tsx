import { Combobox, Field } from '@grafana/ui';
import { useId } from 'react';

interface ChoiceFieldInputProps {
  readonly label: string;
  readonly options: readonly string[];
  /** Undefined: as declared. */
  readonly value: string | undefined;
  readonly placeholder: string;
  readonly onChange: (value: string | undefined) => void;
}

/** One of many by name; cleared, it is what was declared. */
export function ChoiceFieldInput({ label, options, value, placeholder, onChange }: ChoiceFieldInputProps) {
  const id = useId();
  return (
    <Field label={label} htmlFor={id}>
      <Combobox
        id={id}
        options={options.map((option) => ({ value: option, label: option }))}
        value={value ?? null}
        placeholder={placeholder}
        isClearable
        onChange={(chosen) => {
          onChange(chosen?.value);
        }}
      />
    </Field>
  );
}
