import { Field, Switch } from '@grafana/ui';
import { editedValue, type SettingProps } from './edited-entry.ts';

/** A yes or no of the settings; no is what is not written. */
export function SwitchSetting({ edited, path, label, description }: SettingProps) {
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
      <Switch
        id={id}
        value={value === true}
        onChange={({ currentTarget }) => {
          set(currentTarget.checked ? true : undefined);
        }}
      />
    </Field>
  );
}
