import { Combobox, Field } from '@grafana/ui';
import { isQueryKind, QUERY_KINDS, type QueryKind } from '../../query/index.ts';
import { Help } from './Help.tsx';
import { KIND_HELP } from './kind-help.ts';
import type { QueryPartProps } from './query-fields.ts';

const OPTIONS = (Object.keys(QUERY_KINDS) as QueryKind[]).map((value) => ({
  value,
  label: QUERY_KINDS[value].title,
  description: QUERY_KINDS[value].description,
}));

/** What is asked, and what to make of the answer. */
export function KindField({ id, query, onChoose }: Pick<QueryPartProps, 'id' | 'query' | 'onChoose'>) {
  return (
    <>
      <Field label="What to ask" noMargin>
        <Combobox
          id={`${id}-kind`}
          width={32}
          options={OPTIONS}
          value={query.kind}
          onChange={({ value }) => {
            onChoose({ ...query, kind: value });
          }}
        />
      </Field>
      <Help>
        {isQueryKind(query.kind)
          ? KIND_HELP[query.kind]
          : 'This version of Ridgeline does not know this kind of query: choose another.'}
      </Help>
    </>
  );
}
