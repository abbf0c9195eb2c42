import type { TimeRange } from '@grafana/data';
import type { TimeZone } from '@grafana/schema';
import { useStyles2 } from '@grafana/ui';
import type { Series } from '../asking/series.ts';
import type { ChartSeries, Texture } from '../charts/chart-series.ts';
import { TimeChart } from '../charts/TimeChart.tsx';
import { pageStyles } from '../shell/page-styles.ts';
import { Section } from '../shell/Section.tsx';
import { NotKnown } from './NotKnown.tsx';

interface OccupancySectionProps {
  readonly series: readonly Series[];
  readonly notices: readonly string[];
  readonly range: TimeRange;
  readonly timeZone: TimeZone;
}

type Look = readonly [id: string, title: string, colour: string, texture: Texture];

const RUNNING: readonly Look[] = [
  ['requestsRunning', 'running, as the engine says', 'blue', 'plain'],
  ['littleDecodingRequests', 'running, from token rate × time per token', 'purple', 'hatched'],
  ['sequenceCap', 'at most', 'orange', 'dotted'],
];

const WAITING: readonly Look[] = [
  ['requestsWaiting', 'waiting, as the engine says', 'orange', 'plain'],
  ['littleQueuedRequests', 'waiting, from finished requests × their wait', 'purple', 'hatched'],
];

/** How many run and wait, each twice: as the engine says, and as rates and times have it. */
export function OccupancySection({ series, notices, range, timeZone }: OccupancySectionProps) {
  const { halves } = useStyles2(pageStyles);
  const lines = (looks: readonly Look[]): ChartSeries[] =>
    looks.flatMap(([id, title, colour, texture]) => {
      const found = series.find((each) => each.id === id);
      return found ? [{ ...found, title, colour, texture }] : [];
    });
  const pictures = [
    { title: 'Requests running', drawn: lines(RUNNING) },
    { title: 'Requests waiting', drawn: lines(WAITING) },
  ].filter(({ drawn }) => drawn.length > 0);
  return (
    <Section
      title="How busy"
      hint="Counted by the engine, and computed from its rates and times. Where the two part, a queue is growing or shrinking."
    >
      {pictures.length === 0 && <NotKnown notices={notices} />}
      <div className={halves}>
        {pictures.map(({ title, drawn }) => (
          <TimeChart
            key={title}
            title={title}
            series={drawn}
            unit="short"
            range={range}
            timeZone={timeZone}
            height={140}
          />
        ))}
      </div>
    </Section>
  );
}
