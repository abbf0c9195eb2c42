import { Combobox, Field, Stack } from '@grafana/ui';
import { useState } from 'react';
import { RULES } from '../../../diagnosis/index.ts';
import { formatQuantity } from '../../../quantities/index.ts';
import type { EditedEntry } from './edited-entry.ts';
import { NumberSetting } from './NumberSetting.tsx';
import { valueAt } from './settings-document.ts';

const THRESHOLDS = RULES.flatMap(({ id, thresholds }) =>
  Object.entries(thresholds).map(([name, { value, unit, what }]) => ({
    key: `${id}.${name}`,
    path: [id, name],
    value,
    what,
    usual: formatQuantity(value, unit),
  })),
);

const OPTIONS = THRESHOLDS.map(({ key, what, usual }) => ({
  value: key,
  label: key.replace('.', ': '),
  description: `${what}; usually ${usual}`,
}));

/** Where rules begin to fire: those that are set, and a choice of the others. */
export function ThresholdSettings({ edited }: { readonly edited: EditedEntry }) {
  // One that is emptied to be typed anew stays.
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const shown = THRESHOLDS.filter(({ key, path }) => chosen.includes(key) || valueAt(edited.entry, path) !== undefined);
  return (
    <Stack direction="column" gap={2} alignItems="stretch">
      {shown.map(({ key, path, what, usual }) => (
        <NumberSetting
          key={key}
          edited={edited}
          path={path}
          label={key.replace('.', ': ')}
          description={what}
          placeholder={`usually ${usual}`}
        />
      ))}
      <Field label="Set a threshold" noMargin disabled={edited.disabled}>
        <Combobox
          id={`${edited.id}-add`}
          width={48}
          options={OPTIONS.filter(({ value }) => shown.every(({ key }) => key !== value))}
          value={null}
          placeholder="Choose a rule and what of it"
          onChange={({ value }) => {
            setChosen([...chosen, value]);
          }}
        />
      </Field>
    </Stack>
  );
}
