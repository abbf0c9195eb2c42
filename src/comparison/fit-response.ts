import { sum } from '../quantities/index.ts';
import { blockOf } from './blocks.ts';
import { byEngine } from './by-engine.ts';
import { equalLoadEffect, type Fit, type Row } from './equal-load-effect.ts';
import { likeness, whitened } from './likeness.ts';
import { rangeOf } from './load.ts';
import type { Observed } from './observed.ts';
import { SIDES, type OfSides, type Side } from './side.ts';

/** What a fit is made of, beside the steps. */
export interface FitOptions {
  /** The indices of the covariates that have a slope. */
  readonly columns: readonly number[];
  /** Both sides are the same engines, each of which has a level of its own. */
  readonly isPaired: boolean;
}

/** A choice, by simulation (test/comparison/false-alarms.test.ts): up to four are fitted, to both sides at once. */
const SLOPES = 2;
/** Steps follow each other when there is no more than this part of a step between them. */
const SEAM_RATIO = 0.5;
/** A choice: a curve is fitted where the load is so much larger than it is elsewhere. */
const CURVED_RATIO = 1.5;

/** Steps of one engine on one side. */
interface Series {
  readonly side: Side;
  readonly group: string;
  /** Of each step: the load as the fit takes it, ln of the response, weight and block. */
  readonly points: readonly Point[];
}

interface Point {
  readonly load: readonly number[];
  readonly logarithm: number;
  readonly weight: number;
  readonly block: string;
  /** There is a gap before it. */
  readonly begins: boolean;
}

/**
 * The regression of a response on its load, fitted twice: what is left of the first fit says how alike neighbouring steps are, and
 * the second takes that out of them.
 */
export function fitResponse(kept: OfSides<readonly Observed[]>, options: FitOptions): Fit | undefined {
  const all = seriesOf(kept, options);
  const plain = equalLoadEffect(rowsOf(all, 0));
  if (!plain) return undefined;
  const residuals = all.map(({ points }) =>
    centred(points.map(({ load, logarithm }) => logarithm - sum(load.map((x, j) => x * (plain.slopes[j] ?? 0))))),
  );
  return equalLoadEffect(rowsOf(all, likeness(residuals, SLOPES)));
}

function seriesOf(kept: OfSides<readonly Observed[]>, { columns, isPaired }: FitOptions): Series[] {
  const loadOf = curved([...kept.a, ...kept.b], columns);
  return SIDES.flatMap((side) => {
    const engines = byEngine(kept[side]);
    return engines.map((own, engine): Series => ({
      side,
      group: isPaired ? (own[0]?.engine ?? '') : '',
      points: own.map(({ step, loads, logarithm, weight }, i) => ({
        ...{ logarithm, weight, load: loadOf(loads) },
        block: `${side} ${engine} ${blockOf(i, own.length, engines.length)}`,
        begins: step.startAtSeconds - (own[i - 1]?.step.endAtSeconds ?? -Infinity) > SEAM_RATIO * step.seconds,
      })),
    }));
  });
}

/** The loads that have a slope, and the square of the main one where it varies enough for a curve. */
function curved(items: readonly Observed[], columns: readonly number[]): (loads: readonly number[]) => number[] {
  const { low, high } = rangeOf(items.map(({ loads: [main = 0] }) => main));
  const isCurved = columns[0] === 0 && high > CURVED_RATIO * low;
  const middle = (low + high) / 2;
  return (loads) => [...(isCurved ? [((loads[0] ?? 0) / middle - 1) ** 2] : []), ...columns.map((i) => loads[i] ?? 0)];
}

const rowsOf = (all: readonly Series[], alike: number): Row[] =>
  all.flatMap(({ side, group, points }) =>
    runsOf(points).flatMap((run) => {
      const levels = whitened(
        run.map(() => 1),
        alike,
      );
      const logarithms = whitened(
        run.map(({ logarithm }) => logarithm),
        alike,
      );
      const columns = (run[0]?.load ?? []).map((_, j) =>
        whitened(
          run.map(({ load }) => load[j] ?? 0),
          alike,
        ),
      );
      return run.map(({ block, weight }, i) => ({
        ...{ side, group, block, weight },
        load: columns.map((column) => column[i] ?? 0),
        logarithm: logarithms[i] ?? 0,
        level: levels[i] ?? 1,
      }));
    }),
  );

/** Stretches without a gap. */
function runsOf(points: readonly Point[]): Point[][] {
  const runs: Point[][] = [];
  for (const point of points) {
    if (point.begins) runs.push([point]);
    else runs.at(-1)?.push(point);
  }
  return runs;
}

function centred(values: readonly number[]): number[] {
  const mean = sum(values) / values.length;
  return values.map((value) => value - mean);
}
