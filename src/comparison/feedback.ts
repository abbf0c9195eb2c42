import { sum } from '../quantities/index.ts';
import { byEngine } from './by-engine.ts';
import type { Observed } from './observed.ts';
import { SIDES, type OfSides } from './side.ts';

/**
 * By how much more an effect may be than it is fitted, in logarithms, because slow steps fill the batch themselves. By Little's
 * law a batch is what is asked for times what it takes, so noise of the response is in the load, too, and the slope too steep: of
 *
 *     ln response = β ln load + u        ln load = ln demand + ln response
 *
 * least squares find β̂ = β + s with s = Var(u seen)/Var(ln load)/(1 − β̂), which is at most β̂, as a larger batch makes no step
 * faster. What is between the sides is off by s (mean ln load_B − mean ln load_A), however long they are observed: too little
 * where B has more of the load. Source: simultaneity bias, Wooldridge, Introductory Econometrics (2013), 16.2, solved for s.
 */
export function feedbackOf(kept: OfSides<readonly Observed[]>, column: number): number {
  const points = (items: readonly Observed[]): (readonly [load: number, response: number])[] =>
    items.map(({ loads, logarithm }) => [Math.log(loads[column] ?? 0), logarithm]);
  const all = SIDES.flatMap((side) => byEngine(kept[side]).flatMap((own) => centred(points(own))));
  const loads = sum(all.map(([load]) => load ** 2));
  const slope = sum(all.map(([load, response]) => load * response)) / loads;
  const left = sum(all.map(([load, response]) => (response - slope * load) ** 2));
  const [a = 0, b = 0] = SIDES.map((side) => meanOf(points(kept[side]).map(([load]) => load)));
  const tooSteep = slope < 1 ? Math.min(slope, left / loads / (1 - slope)) : slope;
  return slope > 0 ? tooSteep * (b - a) : 0;
}

const meanOf = (values: readonly number[]): number => sum(values) / values.length;

function centred(points: readonly (readonly [number, number])[]): (readonly [number, number])[] {
  const [load, response] = [meanOf(points.map(([each]) => each)), meanOf(points.map(([, each]) => each))];
  return points.map(([x, y]) => [x - load, y - response]);
}
