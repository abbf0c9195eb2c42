import { Combobox, InlineField } from '@grafana/ui';

interface ModelPickerProps {
  readonly models: readonly string[];
  readonly model: string | undefined;
  readonly onChange: (model: string) => void;
}

/** Whose capacity; nothing to choose where there is one model. */
export function ModelPicker({ models, model, onChange }: ModelPickerProps) {
  if (models.length < 2) return null;
  return (
    <InlineField label="Model" htmlFor="capacity-model">
      <Combobox
        id="capacity-model"
        width={50}
        options={models.map((value) => ({ value, label: value }))}
        value={model ?? null}
        onChange={({ value }) => {
          onChange(value);
        }}
      />
    </InlineField>
  );
}
