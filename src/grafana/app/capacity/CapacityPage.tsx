import { escapeRegex } from '../../../sources/prometheus-api/index.ts';
import { identityOf, withoutEngine } from '../asking/identity.ts';
import { askedEngine, isAmong } from '../asking/page-address.ts';
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
  const { search, setSearch } = page;
  const answers = useAnswers(page, FLEET_QUERY);
  const table = tableOf(answers.framesOf('fleet'));
  const engines = rowsOf(table, (row) => identityOf(table, row));
  const models = [...new Set(engines.flatMap(({ model }) => model ?? []))];
  // Of links that name an engine, its model is meant.
  const asked = askedEngine(search);
  const model = (engines.find((engine) => isAmong(asked, engine)) ?? engines[0])?.model;
  const isEmpty = engines.length === 0;
  return (
    <>
      <Failures answers={answers} isEmpty={isEmpty} />
      {isEmpty && <NoEngine answers={answers} frames={answers.framesOf('fleet')} />}
      <ModelPicker
        models={models}
        model={model}
        onChange={(next) => {
          setSearch({ model: escapeRegex(next) }, withoutEngine(search));
        }}
      />
      {!isEmpty && (
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
