import { useStyles2 } from '@grafana/ui';
import { noticesOf } from '../asking/notices.ts';
import { allSeries } from '../asking/series.ts';
import { useAnswers, type Answers } from '../asking/use-answers.ts';
import { askedEngine } from '../asking/page-address.ts';
import { engineVerdictsOf } from '../asking/engine-verdicts.ts';
import { limitsOf } from '../asking/limits.ts';
import { Failures } from '../shell/Failures.tsx';
import { HowSure } from '../shell/HowSure.tsx';
import type { ReadyPage } from '../shell/PageShell.tsx';
import { pageStyles } from '../shell/page-styles.ts';
import { AnatomySection } from './AnatomySection.tsx';
import { CourseSection } from './CourseSection.tsx';
import { episodeQueries } from './engine-queries.ts';
import { episodesOf, sinceInWords } from './episodes.ts';
import { FindingsSection } from './FindingsSection.tsx';
import { LimitsSection } from './LimitsSection.tsx';
import { OccupancySection } from './OccupancySection.tsx';
import { RooflineSection } from './RooflineSection.tsx';
import type { Verdict } from './verdicts.ts';
import { VerdictSection } from './VerdictSection.tsx';
import { WhenSection } from './WhenSection.tsx';

interface EngineReportProps {
  readonly page: ReadyPage;
  readonly answers: Answers;
  readonly verdict: Verdict;
}

const REFS = ['answer', 'verdict', 'findings', 'limits', 'anatomy', 'occupancy', 'course', 'goodput', 'roofline'];

/** One engine, in the order in which an operator asks. */
export function EngineReport({ page, answers, verdict }: EngineReportProps) {
  const styles = useStyles2(pageStyles);
  const { range, timeZone, search } = page;
  const seriesOf = (refId: string) => allSeries(answers.framesOf(refId));
  const course = seriesOf('course');
  const when = { range, timeZone };
  const past = useAnswers(page, episodeQueries(askedEngine(search)));
  const [bound] = engineVerdictsOf(answers.framesOf('verdict'));
  const since = bound && sinceInWords(episodesOf(past.framesOf('episodes')), bound.boundBy, timeZone);
  return (
    <>
      <Failures answers={past} isEmpty={false} />
      <VerdictSection {...{ verdict, bound, since, search }} />
      <FindingsSection frames={answers.framesOf('findings')} />
      <WhenSection answers={past} timeZone={timeZone} />
      <div className={styles.halves}>
        <LimitsSection limits={limitsOf(answers.framesOf('limits'))} />
        <CourseSection
          {...when}
          title="The wait of a request arriving now"
          hint="Estimated from how many wait and how fast they are admitted; the band is how far off that may be."
          series={course.filter(({ id }) => id === 'waitForecastSeconds')}
          notices={noticesOf(answers.framesOf('course'))}
        />
      </div>
      <AnatomySection
        {...when}
        series={seriesOf('anatomy')}
        finished={course.find(({ id }) => id === 'completionsPerSecond')}
        notices={noticesOf(answers.framesOf('anatomy'))}
      />
      <OccupancySection {...when} series={seriesOf('occupancy')} notices={noticesOf(answers.framesOf('occupancy'))} />
      <RooflineSection frames={answers.framesOf('roofline')} />
      <CourseSection
        {...when}
        title="Are users served as promised"
        hint="The share of finished requests that kept every promise; the band is what the data allow."
        series={seriesOf('goodput')}
        ceiling={1}
        notices={noticesOf(answers.framesOf('goodput'))}
      />
      <HowSure notices={noticesOf(REFS.flatMap((ref) => answers.framesOf(ref)))} scope="this engine" />
    </>
  );
}
