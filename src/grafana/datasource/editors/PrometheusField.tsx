import { DataSourcePicker, getDataSourceSrv } from '@grafana/runtime';
import { Field } from '@grafana/ui';
import { useEffect } from 'react';
import { isPrometheusLike } from '../../query/index.ts';
import type { OptionsPartProps } from './connection-fields.ts';

/** The data source through which Prometheus is asked; the only one is chosen without asking. */
export function PrometheusField({ id, options, disabled, onChange }: OptionsPartProps) {
  const { prometheusUid } = options.jsonData;
  const choose = (uid: string): void => {
    onChange({ ...options, jsonData: { ...options.jsonData, prometheusUid: uid } });
  };
  const candidates = getDataSourceSrv().getList({ metrics: true, filter: isPrometheusLike });
  const only = candidates.length === 1 ? candidates[0]?.uid : undefined;
  useEffect(() => {
    if (only !== undefined && prometheusUid === undefined && !disabled) choose(only);
  });
  const problem = whatIsMissing(
    candidates.map(({ uid }) => uid),
    prometheusUid,
  );
  return (
    <Field
      label="Prometheus data source"
      description="Its address, access rights and caching are used, and nothing has to be entered twice."
      invalid={problem !== undefined}
      error={problem}
      noMargin
    >
      <DataSourcePicker
        inputId={`${id}-prometheus`}
        width={48}
        metrics
        noDefault
        filter={isPrometheusLike}
        current={prometheusUid ?? only ?? null}
        disabled={disabled}
        onChange={({ uid }) => {
          choose(uid);
        }}
      />
    </Field>
  );
}

function whatIsMissing(uids: readonly string[], chosen: string | undefined): string | undefined {
  if (uids.length === 0)
    return 'Grafana has no Prometheus data source that you may use. Add one that scrapes vLLM, or enter a URL instead.';
  if (chosen === undefined) return uids.length > 1 ? `Choose one of ${uids.length}.` : undefined;
  return uids.includes(chosen) ? undefined : `The data source "${chosen}" is not there: choose another.`;
}
