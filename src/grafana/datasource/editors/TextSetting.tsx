import { asText, editedValue, type SettingProps } from './edited-entry.ts';
import { TextField } from './TextField.tsx';

/** A text of the settings; an empty one is none. */
export function TextSetting({ edited, path, ...field }: SettingProps) {
  const { id, value, problem, disabled, set } = editedValue(edited, path);
  return (
    <TextField
      {...field}
      id={id}
      width={32}
      value={asText(value)}
      problem={problem}
      disabled={disabled}
      onChange={(text) => {
        set(text === '' ? undefined : text);
      }}
    />
  );
}
