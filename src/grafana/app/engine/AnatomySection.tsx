import type { TimeRange } from '@grafana/data';
import type { TimeZone } from '@grafana/schema';
import { sum } from '../../../quantities/index.ts';
import { meanOf, type Series } from '../asking/series.ts';
import { formatValue } from '../charts/format-value.ts';
import { StackedBar, type Part } from '../charts/StackedBar.tsx';
import { TimeChart } from '../charts/TimeChart.tsx';
import { Section } from '../shell/Section.tsx';
import { NotKnown } from './NotKnown.tsx';
import { PHASES } from './phases.ts';

interface AnatomySectionProps {
  readonly series: readonly Series[];
  /** How many finished: the mean is one over requests. */
  readonly finished: Series | undefined;
  readonly notices: readonly string[];
  readonly range: TimeRange;
  readonly timeZone: TimeZone;
}

/** Where the time of a request goes: in the mean, and over time. */
export function AnatomySection({ series, finished, notices, range, timeZone }: AnatomySectionProps) {
  const phases = PHASES.flatMap(({ id, ...look }) => {
    const found = series.find((each) => each.id === id);
    return found ? [{ ...found, ...look }] : [];
  });
  const parts = phases.flatMap(({ title, values, colour, texture }) => {
    const value = meanOf(values, finished?.values);
    return value === undefined ? [] : [{ title, colour, texture, value }];
  });
  const words = parts.map(({ title, value }) => `${title} ${formatValue(value, 's')}`).join(', ');
  return (
    <Section
      title="Where the time goes"
      hint="From arrival to the last token, of requests that finished; a queue that grows shows here late."
    >
      {phases.length === 0 ? (
        <NotKnown notices={notices} />
      ) : (
        <>
          {parts.length > 0 && (
            <>
              <p>{`Mean: ${words}; ${wholeWords(parts)}.`}</p>
              <StackedBar title={`Parts of a request: ${words}`} parts={parts} />
            </>
          )}
          <TimeChart
            title="Parts of a request over time"
            series={phases}
            unit="s"
            range={range}
            timeZone={timeZone}
            isStacked
          />
        </>
      )}
    </Section>
  );
}

/** They add up to the whole only where all of them are known. */
const wholeWords = (parts: readonly Part[]): string =>
  parts.length === PHASES.length
    ? `together ${formatValue(sum(parts.map(({ value }) => value)), 's')}`
    : 'the other parts are unknown';
