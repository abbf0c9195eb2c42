import type { QueryEditorProps } from '@grafana/data';
import { Stack } from '@grafana/ui';
import { useId } from 'react';
import {
  isQueryKind,
  QUERY_KINDS,
  withDefaults,
  type RidgelineOptions,
  type RidgelineQuery,
} from '../../query/index.ts';
import { EnginePickers } from './EnginePickers.tsx';
import { EventsField } from './EventsField.tsx';
import { Help } from './Help.tsx';
import { KindField } from './KindField.tsx';
import { LatencyField } from './LatencyField.tsx';
import type { EditedDataSource } from './lookup.ts';
import { MeasuresField } from './MeasuresField.tsx';
import { ObjectivePromises } from './ObjectivePromises.tsx';
import type { QueryPartProps } from './query-fields.ts';
import { SeriesFields } from './SeriesFields.tsx';
import { TextField } from './TextField.tsx';
import { matchersProblem } from './text-problems.ts';
import { withField } from './with-field.ts';

type Props = QueryEditorProps<EditedDataSource, RidgelineQuery, RidgelineOptions>;

/** What is asked, of which engines, against which promises. */
export function QueryEditor({ datasource, query: given, onChange, onRunQuery }: Props) {
  const id = useId();
  const query = withDefaults(given);
  const choose = (changed: RidgelineQuery): void => {
    onChange(changed);
    onRunQuery();
  };
  const part: QueryPartProps = { id, query, onChoose: choose, onType: onChange, onTyped: onRunQuery };
  return (
    <Stack direction="column" gap={2}>
      <KindField {...part} />
      {query.kind === 'measures' && <MeasuresField {...part} />}
      {query.kind === 'percentiles' && <LatencyField {...part} />}
      {query.kind === 'events' && (
        <EventsField
          id={id}
          events={query.events}
          onChange={(events) => {
            choose({ ...query, events });
          }}
        />
      )}
      <EnginePickers id={id} lookup={datasource} query={query} onChange={choose} />
      <TextField
        id={`${id}-match`}
        label="Further label matchers"
        placeholder={'namespace="prod", cluster=~"eu-.*"'}
        value={query.match}
        problem={matchersProblem(query.match)}
        onChange={(text) => {
          onChange(withField(query, 'match', text));
        }}
        onDone={onRunQuery}
      />
      {(query.kind === 'goodput' || query.kind === 'answer') && <ObjectivePromises {...part} />}
      {isQueryKind(query.kind) && QUERY_KINDS[query.kind].shape === 'series' && <SeriesFields {...part} />}
      <Help>
        Alert rules cannot use this data source, because it works in the browser. To be woken, use the recording and
        alert rules that “ridgeline rules” writes, or the exporter: both alert from Prometheus.
      </Help>
    </Stack>
  );
}
