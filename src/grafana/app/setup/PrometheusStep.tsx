import { locationUtil } from '@grafana/data';
import { LinkButton } from '@grafana/ui';
import { ScrapeConfig } from './ScrapeConfig.tsx';
import { Step } from './Step.tsx';

interface PrometheusStepProps {
  readonly names: readonly string[];
  /** Not where the data source reads an engine or a URL by itself. */
  readonly isNeeded: boolean;
}

/** Does Grafana have a Prometheus? Whether that scrapes vLLM shows when engines are looked up. */
export function PrometheusStep({ names, isNeeded }: PrometheusStepProps) {
  const isThere = names.length > 0;
  return (
    <Step number={1} title="A Prometheus" state={isThere || !isNeeded ? 'done' : 'to do'}>
      <p>
        {isThere
          ? `Grafana has ${names.length === 1 ? 'one' : names.length} that you may use: ${names.join(', ')}. Whether it scrapes vLLM shows in step 3.`
          : isNeeded
            ? 'Grafana has no Prometheus data source that you may use. Add one, or ask an administrator for access.'
            : 'None is needed: the data source reads by itself.'}
      </p>
      {!isThere && isNeeded && (
        <LinkButton href={locationUtil.assureBaseUrl('/connections/datasources/new')}>Add a Prometheus</LinkButton>
      )}
      <details open={!isThere && isNeeded}>
        <summary>How Prometheus scrapes vLLM</summary>
        <ScrapeConfig />
      </details>
    </Step>
  );
}
