import { Combobox, Field, type ComboboxOption } from '@grafana/ui';
import { asText, editedValue, type SettingProps } from './edited-entry.ts';

interface Props extends SettingProps {
  readonly options: ComboboxOption[];
}

/** A text of the settings that is one of a list, as a rule. */
export function ChoiceSetting({ edited, path, label, description, placeholder, options }: Props) {
  const { id, value, problem, disabled, set } = editedValue(edited, path);
  return (
    <Field
      label={label}
      description={description}
      noMargin
      invalid={problem !== undefined}
      error={problem}
      disabled={disabled}
    >
      <Combobox
        id={id}
        width={32}
        {...(placeholder !== undefined && { placeholder })}
        isClearable
        createCustomValue
        options={options}
        value={value === undefined ? null : asText(value)}
        onChange={(option) => {
          set(option?.value);
        }}
      />
    </Field>
  );
}
