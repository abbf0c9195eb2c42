import { Navigate } from 'react-router-dom';
import { addressOf } from '../addresses.ts';
import { searchOf } from '../asking/identity.ts';
import { askedEngine } from '../asking/page-address.ts';
import { useAnswers } from '../asking/use-answers.ts';
import { Failures } from '../shell/Failures.tsx';
import { NoEngine } from '../shell/NoEngine.tsx';
import { PageShell, type ViewProps } from '../shell/PageShell.tsx';
import { chooserQueries, engineQueries } from './engine-queries.ts';
import { EngineChooser } from './EngineChooser.tsx';
import { EngineReport } from './EngineReport.tsx';
import { verdictsOf } from './verdicts.ts';

/** Why one engine is slow now. */
export default function EnginePage() {
  return <PageShell view={Engine} />;
}

function Engine({ page }: ViewProps) {
  const { search } = page;
  const asked = askedEngine(search);
  const isAnyAsked = Object.keys(asked).length > 0;
  const answers = useAnswers(page, isAnyAsked ? engineQueries(asked) : chooserQueries());
  const verdicts = verdictsOf(answers);
  const [first] = verdicts;
  if (!isAnyAsked && verdicts.length === 1 && first) {
    return <Navigate replace to={addressOf('engine', searchOf(first, search))} />;
  }
  return (
    <>
      <Failures answers={answers} isEmpty={verdicts.length === 0} />
      {first === undefined && (
        <NoEngine answers={answers} frames={answers.framesOf('answer')} what="No such engine in this time range." />
      )}
      {first !== undefined && verdicts.length === 1 && <EngineReport page={page} answers={answers} verdict={first} />}
      {verdicts.length > 1 && <EngineChooser verdicts={verdicts} search={search} />}
    </>
  );
}
