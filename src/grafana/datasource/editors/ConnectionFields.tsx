import { Field, RadioButtonGroup, Stack } from '@grafana/ui';
import type { Connection } from '../../query/index.ts';
import type { OptionsPartProps } from './connection-fields.ts';
import { EngineFields } from './EngineFields.tsx';
import { PrometheusField } from './PrometheusField.tsx';
import { TextField } from './TextField.tsx';
import { urlProblem } from './text-problems.ts';

const CONNECTIONS: { value: Connection; label: string; description: string }[] = [
  { value: 'prometheus', label: 'Prometheus in Grafana', description: 'A data source that Grafana has' },
  { value: 'url', label: 'Prometheus at a URL', description: 'Asked through Grafana, as this data source' },
  { value: 'engine', label: 'One engine, live', description: 'The metrics page of one engine, without a Prometheus' },
];

/** Where vLLM's metrics are. */
export function ConnectionFields(part: OptionsPartProps) {
  const { id, options, disabled, onChange } = part;
  const connection = options.jsonData.connection ?? 'prometheus';
  return (
    <Stack direction="column" gap={2}>
      <Field label="Read the metrics of vLLM from" noMargin disabled={disabled}>
        <RadioButtonGroup
          id={`${id}-connection`}
          aria-label="Read the metrics of vLLM from"
          options={CONNECTIONS}
          value={connection}
          onChange={(chosen) => {
            onChange({ ...options, jsonData: { ...options.jsonData, connection: chosen } });
          }}
        />
      </Field>
      {connection === 'prometheus' && <PrometheusField {...part} />}
      {connection === 'url' && (
        <TextField
          id={`${id}-url`}
          label="URL of Prometheus"
          description="As Grafana's server reaches it; anything that speaks the Prometheus API will do."
          placeholder="http://prometheus:9090"
          width={48}
          value={options.url}
          problem={urlProblem(options.url)}
          disabled={disabled}
          onChange={(url) => {
            onChange({ ...options, url, access: 'proxy' });
          }}
        />
      )}
      {connection === 'engine' && <EngineFields {...part} />}
    </Stack>
  );
}
