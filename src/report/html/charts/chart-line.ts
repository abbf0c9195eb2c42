import type { MeasureId } from '../../../analysis/index.ts';
import type { EngineStep } from '../engine-view.ts';

/** A value that stands for a stretch of time, with its bounds where the data only brackets it. */
export interface ChartPoint {
  readonly atSeconds: number;
  readonly value: number;
  readonly low: number | undefined;
  readonly high: number | undefined;
}

export interface ChartLine {
  readonly label: string;
  readonly look: 'plain' | 'dashed' | 'dotted';
  readonly isAccent?: boolean;
  /** Undefined where nothing is known: a gap. */
  readonly points: readonly (ChartPoint | undefined)[];
}

/** A measure over the steps, each in its middle. Where the engine was not seen, or a step is missing, there is a gap. */
export function pointsOf(steps: readonly EngineStep[], id: MeasureId): ChartLine['points'] {
  const distances = steps.slice(1).map(({ endAtSeconds }, i) => endAtSeconds - (steps[i]?.endAtSeconds ?? 0));
  const usual = [...distances].sort((left, right) => left - right)[Math.floor(distances.length / 2)] ?? 0;
  return steps.flatMap((step, i) => {
    const isAfterHole = (distances[i - 1] ?? 0) > usual * HOLE;
    return isAfterHole ? [undefined, pointOf(step, id)] : [pointOf(step, id)];
  });
}

// Ends fall on scrapes, so they are never quite as far apart as asked for.
const HOLE = 1.6;

function pointOf({ startAtSeconds, endAtSeconds, then }: EngineStep, id: MeasureId): ChartPoint | undefined {
  const measured = then?.measures[id];
  if (!measured?.known) return undefined;
  const { value, low, high } = measured;
  return { atSeconds: (startAtSeconds + endAtSeconds) / 2, value, low, high };
}
