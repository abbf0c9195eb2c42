import type { DataSourcePluginOptionsEditorProps } from '@grafana/data';
import { Alert, Stack, Text } from '@grafana/ui';
import { useId } from 'react';
import type { RidgelineOptions, RidgelineSecrets } from '../../query/index.ts';
import { ConnectionFields } from './ConnectionFields.tsx';
import type { OptionsPartProps } from './connection-fields.ts';
import { Help } from './Help.tsx';
import type { Document } from './settings-document.ts';
import { SettingsEditor } from './SettingsEditor.tsx';
import { withField } from './with-field.ts';

type Props = DataSourcePluginOptionsEditorProps<RidgelineOptions, RidgelineSecrets>;

/** The settings of a data source. */
export function ConfigEditor({ options: given, onOptionsChange }: Props) {
  const id = useId();
  // One that was provisioned without jsonData has none.
  const options: Props['options'] = {
    ...given,
    jsonData: { ...given.jsonData },
    secureJsonFields: { ...given.secureJsonFields },
  };
  const part: OptionsPartProps = { id, options, disabled: options.readOnly, onChange: onOptionsChange };
  return (
    <Stack direction="column" gap={3} alignItems="stretch">
      {options.readOnly && (
        <Alert severity="info" title="This data source is provisioned: change it in its file" bottomSpacing={0} />
      )}
      <Text element="h3">Connection</Text>
      <ConnectionFields {...part} />
      <Text element="h3">What you declare</Text>
      <SettingsEditor
        id={id}
        settings={options.jsonData.settings}
        disabled={options.readOnly}
        onChange={(settings: Document | undefined) => {
          onOptionsChange({ ...options, jsonData: withField(options.jsonData, 'settings', settings) });
        }}
      />
      <Help>
        “Save & test” tells how many engines and models it found, of which vLLM, how often they are scraped, and what is
        missing together with what that costs.
      </Help>
    </Stack>
  );
}
