import { peakFlopPerSecond, type Accelerator } from '../accelerators/index.ts';
import { bytesOf, type ComponentCost } from './component-cost.ts';

/** Components together, of one tensor-parallel rank. */
export interface TotalWork {
  readonly flop: number;
  readonly bytes: number;
  /** At the peak of each component's number format. */
  readonly peakSeconds: number;
}

export function totalWork(costs: readonly ComponentCost[], accelerator: Accelerator): TotalWork {
  let [flop, bytes, peakSeconds] = [0, 0, 0];
  for (const cost of costs) {
    flop += cost.flop;
    bytes += bytesOf(cost);
    peakSeconds += cost.flop / peakFlopPerSecond(accelerator, cost.compute);
  }
  return { flop, bytes, peakSeconds };
}

/** The roof over this mix of formats at its intensity: min(FLOP ÷ time at the peaks, intensity · bandwidth). */
export const roofFlopPerSecond = (
  { flop, bytes, peakSeconds }: TotalWork,
  { bytesPerSecond }: Pick<Accelerator, 'bytesPerSecond'>,
): number => Math.min(flop / peakSeconds, (flop / bytes) * bytesPerSecond);
