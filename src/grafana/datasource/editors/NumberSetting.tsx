import { useState } from 'react';
import { asText, editedValue, type SettingProps } from './edited-entry.ts';
import { TextField } from './TextField.tsx';

/** A number of the settings. What is none is kept as it was typed, so that the problem is seen. */
export function NumberSetting({ edited, path, ...field }: SettingProps) {
  const { id, value, problem, disabled, set } = editedValue(edited, path);
  // "0." and "1e" are on the way to a number and would not survive being read.
  const [typed, setTyped] = useState('');
  const isTyped = typed !== '' && readNumber(typed) === value;
  return (
    <TextField
      {...field}
      id={id}
      width={24}
      value={isTyped ? typed : asText(value)}
      problem={problem}
      disabled={disabled}
      onChange={(text) => {
        setTyped(text);
        set(readNumber(text));
      }}
      onDone={() => {
        setTyped('');
      }}
    />
  );
}

function readNumber(text: string): number | string | undefined {
  if (text.trim() === '') return undefined;
  const number = Number(text);
  return Number.isFinite(number) ? number : text;
}
