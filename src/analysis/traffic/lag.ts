import { annotation, formatQuantity, type Annotation } from '../../quantities/index.ts';
import { histogramOf, atEnds, type Window } from '../../metrics/window/index.ts';

// Below this share the requests that entered but did not leave (or the reverse) cannot move a mean over those that
// finished by much; measured on a_steady, whose windows of 60 s stay under it.
const MATERIAL_CHANGE = 0.1;

// Finish-time sums describe requests that arrived up to one residence time before the window. Five residence times keep
// that edge below a fifth of the window (Kim & Whitt, Oper. Res. 61(4), 2013, on edge bias of finite windows).
const RESIDENCES_PER_WINDOW = 5;

/** Annotations of everything that vLLM observes only when a request finishes: how far it lags behind in this window. */
export function finishLag(window: Window): Annotation[] {
  const inSystem = atEnds(window, 'requestsInSystem');
  const finished = histogramOf(window, 'e2eSeconds');
  if (!inSystem || !finished) return [];
  if (finished.count === 0) {
    const present = Math.max(inSystem.start, inSystem.end);
    const message = `means of finished requests lag: none finished while up to ${present} were in the system`;
    return present > 0 ? [annotation('finished-requests-lag', message)] : [];
  }
  const change = inSystem.end - inSystem.start;
  const atTheEnds = inSystem.start + inSystem.end;
  const residenceSeconds = finished.sum / finished.count;
  return [
    ...(Math.abs(change) > MATERIAL_CHANGE * finished.count
      ? [
          annotation(
            'finished-requests-lag',
            `means of finished requests lag: ${formatQuantity(finished.count, 'count')} finished while the number in the system went from ${inSystem.start} to ${inSystem.end}`,
          ),
        ]
      : []),
    ...(window.seconds < RESIDENCES_PER_WINDOW * residenceSeconds && atTheEnds > MATERIAL_CHANGE * finished.count
      ? [
          annotation(
            'window-too-short',
            `the window is short: ${window.seconds.toFixed(0)} s, and a finished request stayed ${residenceSeconds.toFixed(1)} s; means of finished requests settle from ${(RESIDENCES_PER_WINDOW * residenceSeconds).toFixed(0)} s on`,
          ),
        ]
      : []),
  ];
}
