import type { Accelerator } from './accelerator.ts';
import { AMD_INSTINCT } from './amd-instinct.ts';
import { GOOGLE_TPU } from './google-tpu.ts';
import { INTEL_GAUDI } from './intel-gaudi.ts';
import { NVIDIA_ADA } from './nvidia-ada.ts';
import { NVIDIA_AMPERE } from './nvidia-ampere.ts';
import { NVIDIA_BLACKWELL } from './nvidia-blackwell.ts';
import { NVIDIA_HOPPER } from './nvidia-hopper.ts';
import { NVIDIA_OLDER } from './nvidia-older.ts';
import { NVIDIA_WORKSTATION } from './nvidia-workstation.ts';

/**
 * Every accelerator known by name. Peaks are dense, links count one direction, memory is as sold and as the driver shows it.
 *
 * Sources: vendors' data sheets, checked against aiconfigurator, LLM-Viewer, llm-analysis and GenZ where those have them; what they
 * disagree on stands with each entry.
 */
export const ACCELERATORS: readonly Accelerator[] = [
  ...NVIDIA_BLACKWELL,
  ...NVIDIA_HOPPER,
  ...NVIDIA_AMPERE,
  ...NVIDIA_ADA,
  ...NVIDIA_OLDER,
  ...NVIDIA_WORKSTATION,
  ...AMD_INSTINCT,
  ...INTEL_GAUDI,
  ...GOOGLE_TPU,
];
