import { peakFlopPerSecond } from '../accelerators/index.ts';
import type { Deployment } from '../deployment.ts';
import { mainFormat } from '../models/index.ts';

/** Ridge of the roofline for the format of most weights: peak FLOP/s ÷ bandwidth. */
export const ridgeOfWeights = ({ model, accelerator }: Pick<Deployment, 'model' | 'accelerator'>): number =>
  peakFlopPerSecond(accelerator, mainFormat(model).compute) / accelerator.bytesPerSecond;
