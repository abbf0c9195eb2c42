import { annotation } from '../../quantities/index.ts';
import { between } from './between.ts';
import { carryForward } from './carry-forward.ts';
import { identityKey } from './engine-identity.ts';
import { readingsOf, type Reading } from './reading.ts';
import type { Snapshot } from './snapshot.ts';
import { joinWindows, windowAt, type Window } from './window.ts';

/** Turns snapshots, in the order they come, into one window per engine. */
export interface WindowFold {
  add(snapshot: Snapshot): void;
  /** The windows so far: targets, and the engines of each, in the order they were first seen. */
  windows(): Window[];
}

interface EngineState {
  readonly firstAtSeconds: number;
  readonly last: Reading;
  /** Adjacent windows that together make the engine's. */
  readonly parts: readonly Window[];
  /** Failed scrapes of the target since `last`. */
  readonly failures: number;
}

interface TargetState {
  readonly firstAtSeconds: number;
  lastAtSeconds: number;
  readonly engines: Map<string, EngineState>;
}

/**
 * Without `keepSeconds` the windows grow from the first snapshot on, in memory that does not grow with their number. With
 * it they slide: each reaches back that far from the target's newest scrape, and engines gone for longer are dropped.
 */
export function createWindowFold(keepSeconds = Number.POSITIVE_INFINITY): WindowFold {
  const targets = new Map<string, TargetState>();

  const targetAt = (name: string, atSeconds: number): TargetState => {
    const target = targets.get(name) ?? { firstAtSeconds: atSeconds, lastAtSeconds: atSeconds, engines: new Map() };
    targets.set(name, target);
    return target;
  };
  const advance = ({ engines }: TargetState, page: Reading): void => {
    const key = identityKey(page.engine);
    const state = engines.get(key);
    const reading = state ? carryForward(state.last, page) : page;
    const parts = state ? [...state.parts, between(state.last, reading, state.failures)] : [windowAt(reading)];
    engines.set(key, {
      firstAtSeconds: state?.firstAtSeconds ?? reading.atSeconds,
      last: reading,
      parts: shorten(parts, reading.atSeconds - keepSeconds),
      failures: 0,
    });
  };

  return {
    add(snapshot) {
      if ('failure' in snapshot) {
        countFailure(targets.get(snapshot.target));
        return;
      }
      const { atSeconds } = snapshot;
      const target = targetAt(snapshot.target, atSeconds);
      target.lastAtSeconds = atSeconds;
      for (const reading of readingsOf(snapshot.target, atSeconds, snapshot.page)) advance(target, reading);
      for (const [key, { last }] of target.engines) {
        if (last.atSeconds < atSeconds - keepSeconds) target.engines.delete(key);
      }
    },
    windows: () =>
      [...targets.values()].flatMap((target) => [...target.engines.values()].map((state) => windowOf(state, target))),
  };
}

function countFailure(target: TargetState | undefined): void {
  for (const [key, state] of target?.engines ?? [])
    target?.engines.set(key, { ...state, failures: state.failures + 1 });
}

const windowOf = ({ firstAtSeconds, parts, failures }: EngineState, target: TargetState): Window =>
  withPresence(withFailures(parts.reduce(joinWindows), failures), firstAtSeconds, target);

/** The newest part and those that reach past `fromSeconds`, unless a clock that stepped back left them in the future. */
function shorten(parts: readonly Window[], fromSeconds: number): readonly Window[] {
  if (fromSeconds === Number.NEGATIVE_INFINITY) return [parts.reduce(joinWindows)];
  const newest = parts.slice(-1);
  const untilSeconds = newest[0]?.endAtSeconds ?? fromSeconds;
  const recent = ({ startAtSeconds }: Window): boolean =>
    startAtSeconds >= fromSeconds && startAtSeconds <= untilSeconds;
  return [...parts.slice(0, -1).filter(recent), ...newest];
}

const withFailures = (window: Window, failures: number): Window =>
  failures === 0
    ? window
    : { ...window, quality: { ...window.quality, failedScrapes: window.quality.failedScrapes + failures } };

/** Says so when the target answered before the engine was there, or after it was gone. */
function withPresence(window: Window, engineFirstAtSeconds: number, target: TargetState): Window {
  const late = engineFirstAtSeconds - target.firstAtSeconds;
  const early = target.lastAtSeconds - window.endAtSeconds;
  const presence = [
    ...(late > 0 && engineFirstAtSeconds >= window.startAtSeconds
      ? [annotation('engine-appeared', `first seen ${late.toFixed(1)} s after its target`)]
      : []),
    ...(early > 0 ? [annotation('engine-vanished', `last seen ${early.toFixed(1)} s before the window ends`)] : []),
  ];
  return presence.length === 0 ? window : { ...window, annotations: [...window.annotations, ...presence] };
}
