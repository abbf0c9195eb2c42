import { Field, Input } from '@grafana/ui';
import { useId } from 'react';

interface NumberFieldProps {
  readonly label: string;
  readonly description?: string;
  readonly value: string;
  readonly isWrong: boolean;
  readonly error?: string;
  readonly onChange: (text: string) => void;
}

/** A number that may be anything until it is finished. */
export function NumberField(props: NumberFieldProps) {
  const { label, description, value, isWrong, error = 'A number of at least 0', onChange } = props;
  const id = useId();
  return (
    <Field
      label={label}
      htmlFor={id}
      {...(description !== undefined && { description })}
      invalid={isWrong}
      error={error}
    >
      <Input
        id={id}
        inputMode="decimal"
        value={value}
        onChange={(event) => {
          onChange(event.currentTarget.value);
        }}
      />
    </Field>
  );
}
