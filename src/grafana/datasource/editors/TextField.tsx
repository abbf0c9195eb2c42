import { Field, Input } from '@grafana/ui';
import { useRef } from 'react';

interface Props {
  readonly id: string;
  readonly label: string;
  readonly description?: string;
  readonly placeholder?: string;
  readonly width?: number;
  readonly value: string | undefined;
  readonly problem?: string | undefined;
  readonly disabled?: boolean;
  readonly onChange: (text: string) => void;
  /** When it is left or Enter is pressed, and another text stands there than before. */
  readonly onDone?: () => void;
}

/** A text that is taken as it is typed, with what is wrong about it. */
export function TextField({ id, label, description, value, problem, disabled, onChange, onDone, ...input }: Props) {
  const before = useRef(value);
  const done = (): void => {
    if (before.current === value) return;
    before.current = value;
    onDone?.();
  };
  return (
    <Field
      label={label}
      description={description}
      noMargin
      invalid={problem !== undefined}
      error={problem}
      disabled={disabled ?? false}
    >
      <Input
        {...input}
        id={id}
        value={value ?? ''}
        onChange={({ currentTarget }) => {
          onChange(currentTarget.value);
        }}
        onFocus={() => {
          before.current = value;
        }}
        onBlur={done}
        onKeyDown={({ key }) => {
          if (key === 'Enter') done();
        }}
      />
    </Field>
  );
}
