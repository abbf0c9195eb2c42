import { Field, Input, Stack } from '@grafana/ui';
import { ChoiceSetting } from './ChoiceSetting.tsx';
import { GPU_OPTIONS, MODEL_OPTIONS } from './deployment-options.ts';
import type { EditedEntry } from './edited-entry.ts';
import { isDocument, valueAt } from './settings-document.ts';

/** Which model runs on which GPU. */
export function HardwareSettings({ edited }: { readonly edited: EditedEntry }) {
  const hardware = valueAt(edited.entry, ['hardware']);
  const others = isDocument(hardware) ? Object.keys(hardware).filter((key) => key !== 'gpu') : [];
  return (
    <Stack wrap="wrap" gap={2}>
      {isDocument(edited.entry['model']) ? (
        <Field label="Model" description="Change it as JSON below" noMargin disabled>
          <Input id={`${edited.id}-model`} width={32} readOnly value="as its config.json says" />
        </Field>
      ) : (
        <ChoiceSetting
          edited={edited}
          path={['model']}
          label="Model"
          description="Id on the Hugging Face hub"
          placeholder="as it is served"
          options={MODEL_OPTIONS}
        />
      )}
      <ChoiceSetting
        edited={edited}
        path={['hardware', 'gpu']}
        label="GPU"
        description={others.length > 0 ? `Kept as well: ${others.join(', ')}` : 'Without it there is no roofline'}
        placeholder="unknown"
        options={GPU_OPTIONS}
      />
    </Stack>
  );
}
