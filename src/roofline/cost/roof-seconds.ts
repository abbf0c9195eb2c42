import { peakFlopPerSecond, type Accelerator } from '../accelerators/index.ts';
import { bytesOf, type ComponentCost } from './component-cost.ts';

/** What share of the peaks kernels reach. */
export interface Efficiency {
  readonly memoryRatio: number;
  readonly computeRatio: number;
}

/** The roofs themselves. */
export const IDEAL: Efficiency = { memoryRatio: 1, computeRatio: 1 };

/**
 * The time that components take one after the other when each runs at the roof that binds it:
 *
 *     Σ max(FLOP ÷ (peak · computeRatio), bytes ÷ (bandwidth · memoryRatio))
 *
 * With IDEAL no execution on this hardware can be faster; summed by component it is never below the roof of the sums.
 */
export function roofSeconds(costs: readonly ComponentCost[], accelerator: Accelerator, efficiency = IDEAL): number {
  const bytesPerSecond = accelerator.bytesPerSecond * efficiency.memoryRatio;
  let seconds = 0;
  for (const cost of costs) {
    const peak = peakFlopPerSecond(accelerator, cost.compute) * efficiency.computeRatio;
    seconds += Math.max(cost.flop / peak, bytesOf(cost) / bytesPerSecond);
  }
  return seconds;
}
