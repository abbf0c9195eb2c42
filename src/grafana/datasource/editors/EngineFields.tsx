import { Field, SecretInput, Stack } from '@grafana/ui';
import type { OptionsPartProps } from './connection-fields.ts';
import { TextField } from './TextField.tsx';
import { urlProblem } from './text-problems.ts';
import { withField } from './with-field.ts';

/** The metrics page of one engine, and the token that it may ask for. */
export function EngineFields({ id, options, disabled, onChange }: OptionsPartProps) {
  const { engineUrl } = options.jsonData;
  return (
    <Stack direction="column" gap={2}>
      <TextField
        id={`${id}-engine-url`}
        label="URL of the engine"
        description="As Grafana's server reaches it, without /metrics. It is read while somebody looks, so there is no past."
        placeholder="http://gpu-3:8000"
        width={48}
        value={engineUrl}
        problem={/\/metrics\/?$/.test(engineUrl ?? '') ? 'Leave /metrics out, it is added.' : urlProblem(engineUrl)}
        disabled={disabled}
        onChange={(text) => {
          onChange({ ...options, jsonData: withField(options.jsonData, 'engineUrl', text) });
        }}
      />
      <Field
        label="Bearer token"
        description="Where the engine asks for one. Kept encrypted by Grafana, and never sent to a browser."
        disabled={disabled}
        noMargin
      >
        <SecretInput
          id={`${id}-engine-token`}
          width={48}
          autoComplete="off"
          isConfigured={options.secureJsonFields['engineToken'] === true}
          value={options.secureJsonData?.engineToken ?? ''}
          onChange={({ currentTarget }) => {
            onChange({ ...options, secureJsonData: { ...options.secureJsonData, engineToken: currentTarget.value } });
          }}
          onReset={() => {
            if (disabled) return;
            onChange({
              ...options,
              secureJsonFields: { ...options.secureJsonFields, engineToken: false },
              secureJsonData: { ...options.secureJsonData, engineToken: '' },
            });
          }}
        />
      </Field>
    </Stack>
  );
}
