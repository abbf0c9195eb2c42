import { allSeries, lastKnown } from '../asking/series.ts';
import { useAnswers } from '../asking/use-answers.ts';
import { Failures } from '../shell/Failures.tsx';
import { Message } from '../shell/Message.tsx';
import type { ReadyPage } from '../shell/PageShell.tsx';
import { modelQueries } from './capacity-queries.ts';
import { CapacityReview } from './CapacityReview.tsx';
import { measuredLoad } from './load.ts';
import { whatIsDeclared } from './what-is-declared.ts';

interface ModelCapacityProps {
  readonly page: ReadyPage;
  readonly model: string | undefined;
  /** Of the engines that serve it. */
  readonly targets: readonly string[];
}

/** The load and the limits of all replicas of one model. */
export function ModelCapacity({ page, model, targets }: ModelCapacityProps) {
  const { dataSource, settings, range } = page;
  const answers = useAnswers(dataSource, modelQueries(model), range);
  const { deployment, objective, problems } = whatIsDeclared(settings, model ?? null, targets[0] ?? '');
  const [load, each] = [allSeries(answers.framesOf('load')), allSeries(answers.framesOf('each'))];
  const latest = (wanted: string): number | undefined => lastKnown(each.find(({ id }) => id === wanted)?.values ?? []);
  const isEmpty = load.length === 0 && each.length === 0;
  return (
    <>
      <Failures answers={answers} isEmpty={isEmpty} />
      {problems.length > 0 && (
        <Message title="The settings of the data source are not valid." isFailure>
          {problems.join('; ')}
        </Message>
      )}
      {!(isEmpty && answers.isLoading) && (
        <CapacityReview
          model={model ?? null}
          deployment={deployment}
          measured={measuredLoad(load, {
            ttftSeconds: objective?.ttftSeconds,
            tpotSeconds: objective?.tpotSeconds,
          })}
          replicas={Math.max(1, targets.length)}
          sequenceCap={latest('sequenceCap')}
          kvCacheTokens={latest('kvCacheCapacityTokens')}
        />
      )}
    </>
  );
}
