import { analyze, type Measures } from '../src/analysis/index.ts';
import { roofline } from '../src/analysis/roofline/roofline.ts';
import type { Window } from '../src/metrics/window/index.ts';
import { parseSettings, type EngineSettings } from '../src/settings/index.ts';
import { scrapesOf, windowsOf } from '../test/contracts/scrapes.ts';
import { operatingPoint } from '../src/analysis/roofline/operating-point.ts';
import { LOAD } from '../test/analysis/roofline/loads.ts';
import {
  decodeStep,
  findAccelerator,
  findModel,
  kvCacheFormat,
  predictStep,
  stepCost,
  sweep,
  universalCalibration,
  type Deployment,
} from '../src/roofline/index.ts';
import { type BenchRow } from './bench-row.ts';

const POINTS = 200;
const CONTEXT_TOKENS = 2048;
const ROUNDS = 50;
const TOKEN_BUDGET = 8192;
const NO_DEPLOYMENT: EngineSettings = { deployment: undefined, objective: undefined };

/** Arithmetic that an interactive drawing or a planner repeats: Llama-3.1-70B over eight H100. */
export function benchRoofline(): BenchRow[] {
  const deployment = llamaOnH100();
  const calibration = universalCalibration(deployment.model);
  const batches = Array.from({ length: POINTS }, (_, i) => i + 1);
  let checked = 0;
  const sweepSeconds = secondsEach(() => {
    checked += sweep(batches, CONTEXT_TOKENS, deployment, calibration).length;
  });
  const predictions = batches.map((batch) => decodeStep(batch + 0.5, CONTEXT_TOKENS));
  const predictionSeconds = secondsEach(() => {
    for (const step of predictions) {
      checked += stepCost(step, deployment).length > 0 ? predictStep(step, deployment, calibration).seconds : 0;
    }
  });
  const pointSeconds = secondsEach(() => {
    for (let i = 0; i < POINTS; i++) {
      const load = { ...LOAD, decode: { ...LOAD.decode, requests: 8 + i } };
      checked += operatingPoint(load, deployment, calibration, TOKEN_BUDGET).phases.length;
    }
  });
  const { window, settings, measures } = overloaded();
  const rooflineSeconds = secondsEach(() => {
    for (let i = 0; i < POINTS; i++) checked += roofline(window, settings, measures).detail?.limits.length ?? 0;
  });
  const othersSeconds = secondsEach(() => {
    for (let i = 0; i < POINTS; i++) checked += Object.keys(analyze(window, NO_DEPLOYMENT).measures).length;
  });
  if (!(checked > 0)) throw new Error('nothing was predicted');
  return [
    row(`sweep of ${POINTS} batches of a 70B on H100`, sweepSeconds * 1e3, 'ms', 20),
    row('all of a roofline, ÷ all other measures of a window', rooflineSeconds / othersSeconds, '×', 1),
    row('live operating point of it: phases, step and its parts', (pointSeconds / POINTS) * 1e6, 'µs', 50),
    row('cost and prediction of one step of it', (predictionSeconds / POINTS) * 1e6, 'µs', 20),
  ];
}

const row = (what: string, measured: number, unit: string, limit: number): BenchRow => ({
  what,
  measured,
  unit,
  claim: { below: limit },
  goal: { below: limit },
});

/** The fastest of many: neither warming up nor what other processes took is the cost of the work. */
function secondsEach(work: () => void): number {
  const seconds: number[] = [];
  for (let i = 0; i < ROUNDS; i++) {
    const start = performance.now();
    work();
    seconds.push((performance.now() - start) / 1e3);
  }
  return Math.min(...seconds);
}

/** A real window, as if a 70B had been served: what it costs does not depend on what comes out. */
function overloaded(): { window: Window; settings: EngineSettings; measures: Measures } {
  const parsed = parseSettings({
    deployments: [{ model: 'meta-llama/Llama-3.1-70B', hardware: { gpu: 'h100-sxm' }, parallelism: { tensor: 8 } }],
    objectives: [{ tpotSeconds: 0.05 }],
  });
  const [window] = windowsOf(scrapesOf('b_overload'));
  if ('problems' in parsed || !window) throw new Error('unreachable: the settings and the recording are valid');
  const settings = { deployment: parsed.settings.deployments[0], objective: parsed.settings.objectives[0] };
  return { window, settings, measures: analyze(window, settings).measures };
}

function llamaOnH100(): Deployment {
  const accelerator = findAccelerator('h100-sxm');
  const found = findModel('meta-llama/Llama-3.1-70B');
  if (!accelerator || 'problem' in found) throw new Error('not in the catalogues: h100-sxm or Llama-3.1-70B');
  return {
    model: found.model,
    accelerator,
    parallelism: { tensor: 8, pipeline: 1, data: 1, expert: false },
    kvCache: kvCacheFormat('auto', found.model),
    activationBytesPerElement: 2,
  };
}
