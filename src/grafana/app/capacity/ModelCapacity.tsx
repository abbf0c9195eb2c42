import { useMemo } from 'react';
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
  const { settings } = page;
  const [target = ''] = targets;
  const answers = useAnswers(page, modelQueries(model));
  const { framesOf } = answers;
  // What follows from them takes a while to compute; a page that is read again may learn nothing new.
  const declared = useMemo(() => whatIsDeclared(settings, model ?? null, target), [settings, model, target]);
  const { deployment, objective, problems } = declared;
  const [load, each] = useMemo(() => [allSeries(framesOf('load')), allSeries(framesOf('each'))], [framesOf]);
  const measured = useMemo(
    () =>
      measuredLoad(load, {
        ttftSeconds: objective?.ttftSeconds,
        tpotSeconds: objective?.tpotSeconds,
        e2eSeconds: objective?.e2eSeconds,
      }),
    [load, objective],
  );
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
          measured={measured}
          replicas={Math.max(1, targets.length)}
          sequenceCap={latest('sequenceCap')}
          kvCacheTokens={latest('kvCacheCapacityTokens')}
        />
      )}
    </>
  );
}
