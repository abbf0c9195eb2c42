import type { Window } from '../metrics/window/index.ts';
import type { EngineSettings } from '../settings/index.ts';
import type { Measured } from '../quantities/index.ts';
import { kvCache } from './cache/kv-cache.ts';
import { prefixCache } from './cache/prefix-cache.ts';
import { speculation } from './cache/speculation.ts';
import { attainment } from './goodput/attainment.ts';
import { goodput } from './goodput/goodput.ts';
import { anatomy } from './latency/anatomy.ts';
import { percentiles } from './latency/percentiles.ts';
import { tokenLatency } from './latency/token-latency.ts';
import type { MeasureId } from './measures.ts';
import { littleResidual } from './queueing/little-residual.ts';
import { littlesLaw } from './queueing/littles-law.ts';
import { occupancy } from './queueing/occupancy.ts';
import { preemption } from './queueing/preemption.ts';
import { sequenceCap } from './queueing/sequence-cap.ts';
import { waitForecast } from './queueing/wait-forecast.ts';
import { explainedStep, roofline } from './roofline/roofline.ts';
import { steps } from './steps/steps.ts';
import { arrivals } from './traffic/arrivals.ts';
import { completions } from './traffic/completions.ts';
import { tokens } from './traffic/tokens.ts';

/** The one composition of all laws over a window. Each is worked out when it is first asked for, and once. */
export function lawsOf(window: Window, settings: EngineSettings) {
  const counted = once(() => ({ ...arrivals(window), ...completions(window), ...tokens(window) }));
  const occupied = once(() => ({ ...occupancy(window), ...littlesLaw(window) }));
  const timed = once(() => ({ ...anatomy(window), ...tokenLatency(window) }));
  const ranked = once(() => percentiles(window));
  const cached = once(() => kvCache(window, occupied()));
  const stepped = once(() => steps(window));
  const capped = once(() => sequenceCap(window, settings, { ...counted(), ...cached() }));
  const underRoof = once(() =>
    roofline(window, settings, { ...counted(), ...occupied(), ...cached(), ...stepped(), ...capped() }),
  );
  return {
    counted,
    occupied,
    timed,
    ranked,
    residual: once(() => littleResidual(window, { ...counted(), ...occupied(), ...timed() })),
    preempted: once(() => preemption(window, occupied())),
    forecast: once(() => waitForecast(window)),
    capped,
    attained: once(() => attainment(window, settings.objective)),
    good: once(() => goodput(window, settings.objective)),
    cached,
    prefixed: once(() => prefixCache(window)),
    speculated: once(() => speculation(window)),
    stepped,
    roofed: once(() => underRoof().measures),
    // Instead of the step that is only measured.
    explained: once(() => ({
      stepSeconds: explainedStep(stepped().stepSeconds, underRoof().measures.predictedStepSeconds),
    })),
    /** No measures: what those of the roofline stand on. */
    underRoof,
  };
}

export type Laws = ReturnType<typeof lawsOf>;

function once<Result>(work: () => Result): () => Result {
  let done: { readonly result: Result } | undefined;
  return () => (done ??= { result: work() }).result;
}

type Law = Exclude<keyof Laws, 'underRoof'>;

let owners: ReadonlyMap<string, Law> | undefined;

/** One measure, and no law beside those that it stands on. */
export function measureOf(laws: Laws, id: MeasureId): Measured {
  owners ??= ownersOf(laws);
  const owner = owners.get(id);
  const contribution: Partial<Record<MeasureId, Measured>> = owner ? laws[owner]() : {};
  const measured = contribution[id];
  if (!measured) throw new Error(`unreachable: no law gives ${id}`);
  return measured;
}

/** A law always gives the same measures, known or not; the later of two counts. */
function ownersOf(laws: Laws): ReadonlyMap<string, Law> {
  const names = (Object.keys(laws) as (keyof Laws)[]).filter((name): name is Law => name !== 'underRoof');
  return new Map(names.flatMap((name) => Object.keys(laws[name]()).map((id) => [id, name] as const)));
}
