import { formatQuantity } from '../../../quantities/index.ts';
import type { Load } from './load.ts';
import type { Plan } from './plan.ts';

/** Nearer than this the prediction is as good as it says. */
const FAR = 1.5;

/** What to think of predictions that are far off for the engine as it is. */
export function doubtOf({ runningTpotSeconds }: Plan, { measuredTpotSeconds }: Load): string | undefined {
  if (runningTpotSeconds === undefined || measuredTpotSeconds === undefined || measuredTpotSeconds === 0)
    return undefined;
  const factor = measuredTpotSeconds / runningTpotSeconds.value;
  if (factor < FAR && factor > 1 / FAR) return undefined;
  return `For the load as it is, ${formatQuantity(runningTpotSeconds.value, 'seconds')} per token are predicted, but ${formatQuantity(measuredTpotSeconds, 'seconds')} are measured: what follows may be as far off. "ridgeline calibrate" measures what this engine loses, and deployments[].calibration in the settings of the data source declares it.`;
}
