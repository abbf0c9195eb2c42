import type { Window } from '../../metrics/window/index.ts';
import { createObserver } from '../observe.ts';
import { observeSteps } from '../observe-steps.ts';
import type { Observation } from '../source.ts';
import { askExactly } from './ask-exactly.ts';
import type { Discovery } from './discover.ts';
import { addressIn, engineKey, identityOf, keyOf } from './grouping.ts';
import type { RangeRequest } from './request.ts';
import type { Transport } from './transport.ts';

/** One window per engine, from the samples themselves. `windowSeconds` as for a window that slides. */
export async function observeExactly(
  server: Transport,
  request: RangeRequest & { readonly windowSeconds?: number },
): Promise<Observation> {
  const observer = createObserver(request.windowSeconds);
  const snapshots = await askExactly(server, request);
  request.signal?.throwIfAborted();
  for (const snapshot of snapshots) observer.add(snapshot);
  return withIdentities(observer.observation(), request.discovery);
}

/** The same step by step. */
export async function* stepsExactly(
  server: Transport,
  request: RangeRequest & { readonly stepSeconds: number; readonly windowSeconds: number },
): AsyncGenerator<Observation> {
  const { discovery, startAtSeconds: fromSeconds, stepSeconds, windowSeconds } = request;
  const snapshots = await askExactly(server, request);
  for await (const observation of observeSteps(snapshots, { fromSeconds, stepSeconds, windowSeconds })) {
    yield withIdentities(observation, discovery);
  }
}

/**
 * Snapshots know their target by its key among all targets; people know it by its address. Pages were read whole, so the
 * engines that nobody asked for are left out.
 */
function withIdentities(observation: Observation, { engines, grouping }: Discovery): Observation {
  const asked = new Map(engines.map((labels) => [keyOf(labels, grouping.engine), identityOf(labels, grouping)]));
  return {
    ...observation,
    windows: observation.windows.flatMap((window): Window[] => {
      const { target, engine, model, labels } = window.engine;
      const identity = asked.get(engineKey(target, engine, model));
      return identity ? [{ ...window, engine: { ...identity, labels: { ...identity.labels, ...labels } } }] : [];
    }),
    errors: observation.errors.map(({ target, code, message }) => {
      const address = addressIn(target);
      return { target: address, code, message: `${address}: ${message}` };
    }),
  };
}
