import type { QueryEditorProps } from '@grafana/data';
import { Stack } from '@grafana/ui';
import { useId } from 'react';
import type { RidgelineOptions, RidgelineQuery } from '../../query/index.ts';
import { DEFAULT_ANNOTATION_QUERY, type AnnotationQuery } from './annotation-query.ts';
import { EnginePickers } from './EnginePickers.tsx';
import { EventsField } from './EventsField.tsx';
import type { EditedDataSource } from './lookup.ts';

type Props = QueryEditorProps<EditedDataSource, RidgelineQuery, RidgelineOptions, AnnotationQuery>;

/** Which events are marked in the graphs of a dashboard, and of which engines. */
export function AnnotationQueryEditor({ datasource, query: given, onChange, onRunQuery }: Props) {
  const id = useId();
  const query: AnnotationQuery = { ...DEFAULT_ANNOTATION_QUERY, ...given };
  const choose = (changed: AnnotationQuery): void => {
    onChange(changed);
    onRunQuery();
  };
  return (
    <Stack direction="column" gap={2}>
      <EventsField
        id={id}
        events={query.events}
        onChange={(events) => {
          choose({ ...query, events });
        }}
      />
      <EnginePickers id={id} lookup={datasource} query={query} onChange={choose} />
    </Stack>
  );
}
