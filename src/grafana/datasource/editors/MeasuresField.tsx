import { Field, MultiCombobox } from '@grafana/ui';
import { MEASURE_OPTIONS } from './measure-options.ts';
import type { QueryPartProps } from './query-fields.ts';
import { withField } from './with-field.ts';

/** Any set of measures. One that this version does not know stays until it is taken out. */
export function MeasuresField({ id, query, onChoose }: Pick<QueryPartProps, 'id' | 'query' | 'onChoose'>) {
  return (
    <Field label="Measures" noMargin>
      <MultiCombobox
        id={`${id}-measures`}
        placeholder="Choose one or more, by name, unit or subject"
        isClearable
        options={MEASURE_OPTIONS}
        value={[...(query.measures ?? [])]}
        onChange={(options) => {
          const measures = options.map(({ value }) => value);
          onChoose(withField(query, 'measures', measures.length > 0 ? measures : undefined));
        }}
      />
    </Field>
  );
}
