import { Combobox, Field } from '@grafana/ui';
import { LATENCIES, type Latency } from '../../query/index.ts';
import type { QueryPartProps } from './query-fields.ts';

const MEANING: Readonly<Record<Latency, string>> = {
  ttft: 'Time to the first token',
  tpot: 'Mean time per output token of a request',
  itl: 'Time between two tokens',
  e2e: 'From arrival to the last token',
  queue: 'Until the engine took the request up',
};

const OPTIONS = (Object.keys(LATENCIES) as Latency[]).map((value) => ({
  value,
  label: LATENCIES[value],
  description: MEANING[value],
}));

/** Of which latency the percentiles are. */
export function LatencyField({ id, query, onChoose }: Pick<QueryPartProps, 'id' | 'query' | 'onChoose'>) {
  return (
    <Field label="Latency" noMargin>
      <Combobox
        id={`${id}-latency`}
        width={32}
        options={OPTIONS}
        value={query.latency ?? 'ttft'}
        onChange={({ value }) => {
          onChoose({ ...query, latency: value });
        }}
      />
    </Field>
  );
}
