import { hasExperts, type Model } from '../models/index.ts';
import type { Efficiency } from './roof-seconds.ts';

/** What lies between the roof and a measured step. */
export interface Calibration extends Efficiency {
  /** Launching kernels, and whatever else each layer costs beside its work. */
  readonly layerOverheadSeconds: number;
  /**
   * Sampling, detokenizing and scheduling each decoding request, where the host does it between steps. None where absent: newer
   * vLLM hides it behind the step before (asynchronous scheduling).
   */
  readonly requestOverheadSeconds?: number | undefined;
  /** The error that predictions with it showed: nine of ten are within, relative. */
  readonly errorRatio: number;
}

// Source: fits over 304 dense and 711 MoE rows of TTFT and TPOT of vLLM 0.11–0.18 on H100, H200 and B200 (aiconfigurator-core
// 0.12.0, Apache-2.0); leaving a whole configuration out, dense models were predicted to 6–12 %, MoE to 8–38 %.
const UNIVERSAL: Readonly<Record<'dense' | 'experts', Calibration>> = {
  dense: { memoryRatio: 0.83, computeRatio: 0.48, layerOverheadSeconds: 60e-6, errorRatio: 0.15 },
  experts: { memoryRatio: 0.89, computeRatio: 0.36, layerOverheadSeconds: 81e-6, errorRatio: 0.25 },
};

/** For an engine that was not measured. */
export const universalCalibration = (model: Pick<Model, 'layers'>): Calibration =>
  UNIVERSAL[hasExperts(model) ? 'experts' : 'dense'];
