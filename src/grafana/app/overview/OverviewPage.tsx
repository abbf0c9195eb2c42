import { useStyles2 } from '@grafana/ui';
import { engineVerdictsOf } from '../asking/engine-verdicts.ts';
import { askedEngine } from '../asking/page-address.ts';
import { noticesOf } from '../asking/notices.ts';
import { allSeries } from '../asking/series.ts';
import { useAnswers } from '../asking/use-answers.ts';
import { Failures } from '../shell/Failures.tsx';
import { HowSure } from '../shell/HowSure.tsx';
import { NoEngine } from '../shell/NoEngine.tsx';
import { PageShell, type ViewProps } from '../shell/PageShell.tsx';
import { pageStyles } from '../shell/page-styles.ts';
import { Section } from '../shell/Section.tsx';
import { byModel, fleetRows, isFineRow, type FleetRow } from './fleet-rows.ts';
import { fleetQueries } from './fleet-queries.ts';
import { judgingOf } from './judging.ts';
import { FleetTable } from './FleetTable.tsx';
import { Totals } from './Totals.tsx';

const REFS = ['fleet', 'answer', 'limits', 'each', 'total'];

/** All engines, the worst first. */
export default function OverviewPage() {
  return <PageShell view={Overview} />;
}

function Overview({ page }: ViewProps) {
  const { search } = page;
  const styles = useStyles2(pageStyles);
  const among = askedEngine(search);
  const answers = useAnswers(page, fleetQueries(among));
  const { queries, leftOut } = judgingOf(fleetRows(answers), among);
  const judged = useAnswers(page, queries);
  const rows = fleetRows(answers, engineVerdictsOf(judged.framesOf('verdict')));
  const frames = [...REFS.flatMap((ref) => answers.framesOf(ref)), ...judged.framesOf('verdict')];
  const isEmpty = rows.length === 0;
  return (
    <>
      <Failures answers={answers} isEmpty={isEmpty} />
      <Failures answers={judged} isEmpty={false} />
      {isEmpty ? (
        <NoEngine answers={answers} frames={frames} />
      ) : (
        <>
          <Section title="All engines together" hint="The latest, and the course over the time range.">
            <Totals series={allSeries(answers.framesOf('total'))} />
          </Section>
          {leftOut !== undefined && <div className={styles.small}>{leftOut}</div>}
          {byModel(rows).map(([model, ofModel]) => {
            const troubled = ofModel.filter((row) => !isFineRow(row));
            const fine = ofModel.filter(isFineRow);
            return (
              <Section key={model} title={model}>
                {troubled.length > 0 && (
                  <FleetTable label={`Engines of ${model} to look at`} rows={troubled} search={search} />
                )}
                {fine.length > 0 && (
                  <details open={rows.length === 1}>
                    <summary>{fineWords(fine)}</summary>
                    <FleetTable label={`Engines of ${model} that are fine`} rows={fine} search={search} />
                  </details>
                )}
              </Section>
            );
          })}
          <div className={styles.small}>
            Limits used, from left to right: {limitNames(rows)}. The bar is the average, the line the most.
          </div>
          <HowSure
            notices={noticesOf(
              frames,
              rows.map(({ target }) => target),
            )}
            scope="these engines"
          />
        </>
      )}
    </>
  );
}

function fineWords(fine: readonly FleetRow[]): string {
  const [are, have] = fine.length === 1 ? ['1 engine is', 'has'] : [`${fine.length} engines are`, 'have'];
  return `${are} fine${fine.some(({ state }) => state !== 'fine') ? `, or ${have} nothing to do` : ''}`;
}

/** Every engine has all of them, in this order. */
const limitNames = (rows: readonly FleetRow[]): string =>
  (rows.find(({ limits }) => limits.length > 0)?.limits ?? []).map(({ name }) => name).join(', ') || 'none is known';
