import { askedEngine } from '../asking/page-address.ts';
import { rowsOf, tableOf } from '../asking/table.ts';
import { useAnswers } from '../asking/use-answers.ts';
import { Failures } from '../shell/Failures.tsx';
import { NoEngine } from '../shell/NoEngine.tsx';
import { PageShell, type ViewProps } from '../shell/PageShell.tsx';
import { FLEET_QUERY } from './capacity-queries.ts';
import { ModelCapacity } from './ModelCapacity.tsx';
import { ModelPicker } from './ModelPicker.tsx';

/** What would be enough: the load as it is against hardware as it could be. */
export default function CapacityPage() {
  return <PageShell view={Capacity} />;
}

function Capacity({ page }: ViewProps) {
  const { search, setSearch, dataSource, range } = page;
  // Of links that name an engine, its model is meant.
  const asked = askedEngine(search).model?.replace(/\\(.)/g, '$1');
  const answers = useAnswers(dataSource, FLEET_QUERY, range);
  const table = tableOf(answers.framesOf('fleet'));
  const engines = rowsOf(table, (row) => ({
    model: table.text('model_name', row),
    target: table.text('instance', row) ?? '',
  }));
  const models = [...new Set(engines.flatMap(({ model }) => model ?? []))];
  const model = asked ?? engines[0]?.model;
  const isEmpty = engines.length === 0;
  return (
    <>
      <Failures answers={answers} isEmpty={isEmpty} />
      {isEmpty && <NoEngine answers={answers} frames={answers.framesOf('fleet')} />}
      <ModelPicker
        models={models}
        model={model}
        onChange={(next) => {
          setSearch({ model: next, target: undefined, engine: undefined });
        }}
      />
      {(asked !== undefined || !isEmpty) && (
        <ModelCapacity
          key={model}
          page={page}
          model={model}
          targets={engines.filter((engine) => engine.model === model).map(({ target }) => target)}
        />
      )}
    </>
  );
}
