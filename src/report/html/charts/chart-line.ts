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
export const pointsOf = (steps: readonly EngineStep[], id: MeasureId): ChartLine['points'] =>
  steps.flatMap((step, i) => {
    const before = steps[i - 1];
    const point = pointOf(step, id);
    return before && isApart(before, step) ? [undefined, point] : [point];
  });

function pointOf({ startAtSeconds, endAtSeconds, then }: EngineStep, id: MeasureId): ChartPoint | undefined {
  const measured = then?.measures[id];
  if (!measured?.known) return undefined;
  const { value, low, high } = measured;
  return { atSeconds: (startAtSeconds + endAtSeconds) / 2, value, low, high };
}

/** Steps touch, but for where scrapes fell; half a step without any is a hole. */
const isApart = (before: EngineStep, { startAtSeconds, endAtSeconds }: EngineStep): boolean =>
  startAtSeconds - before.endAtSeconds > (endAtSeconds - startAtSeconds) / 2;
