import type { TimeRange } from '@grafana/data';
import type { TimeZone } from '@grafana/schema';
import type { Series } from '../asking/series.ts';
import type { ChartSeries, Texture } from '../charts/chart-series.ts';
import { TimeChart } from '../charts/TimeChart.tsx';
import { Section } from '../shell/Section.tsx';
import { NotKnown } from './NotKnown.tsx';

interface CourseSectionProps {
  readonly title: string;
  readonly hint: string;
  readonly series: readonly Series[];
  readonly notices: readonly string[];
  readonly range: TimeRange;
  readonly timeZone: TimeZone;
  readonly ceiling?: number;
}

const LOOKS: readonly (readonly [colour: string, texture: Texture])[] = [
  ['orange', 'plain'],
  ['blue', 'hatched'],
  ['purple', 'dotted'],
  ['green', 'crossed'],
];

/** Something over time with the band in which it lies. */
export function CourseSection({ title, hint, series, notices, ceiling, ...when }: CourseSectionProps) {
  const drawn = series.map((each, i): ChartSeries => {
    const [colour, texture] = LOOKS[i % LOOKS.length] ?? ['orange', 'plain'];
    return { ...each, colour, texture };
  });
  return (
    <Section title={title} hint={hint}>
      {drawn.length === 0 ? (
        <NotKnown notices={notices} />
      ) : (
        <TimeChart
          {...when}
          title={title}
          series={drawn}
          unit={series[0]?.unit ?? 'short'}
          {...(ceiling !== undefined && { ceiling })}
        />
      )}
    </Section>
  );
}
