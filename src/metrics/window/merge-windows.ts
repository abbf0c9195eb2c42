import type { GaugeSpan } from './gauge-span.ts';
import { NO_PLATEAU } from './plateau.ts';
import { commonSchema, createSchema, restate, type Schema } from './schema.ts';
import { NO_FAULT, type Window } from './window.ts';

/**
 * What several engines did together in about the same stretch of time: increases and gauges are sums, so that rates add up
 * and means come from summed numerators and denominators. The stretch is that of the engine seen longest; one seen for less
 * adds only what it did. What some engine does not expose is left out. Extremes of a sum are not the sums of extremes: those are bounds here, as no two engines need be
 * at their peak together. Undefined for no windows.
 */
export function mergeWindows(windows: readonly Window[]): Window | undefined {
  const [first, ...others] = windows;
  if (!first) return undefined;
  const schema = ofAll(
    windows,
    others.reduce((common, window) => commonSchema(common, window.schema), first.schema),
  );
  const increases = new Float64Array(schema.entries.length);
  const gauges = new Map<string, GaugeSpan>();
  const exposing = new Map<string, number>();
  for (const window of windows) {
    restate(window.increases, window.schema, schema).forEach((increase, slot) => {
      increases[slot] = (increases[slot] ?? 0) + increase;
    });
    for (const [name, span] of window.gauges) {
      gauges.set(name, sumOf(gauges.get(name), span));
      exposing.set(name, (exposing.get(name) ?? 0) + 1);
    }
  }
  const startAtSeconds = Math.min(...windows.map((window) => window.startAtSeconds));
  const endAtSeconds = Math.max(...windows.map((window) => window.endAtSeconds));
  return {
    engine: { target: `${windows.length} engines`, engine: null, model: null, labels: {} },
    startAtSeconds,
    endAtSeconds,
    seconds: Math.max(...windows.map(({ seconds }) => seconds)),
    samples: windows.reduce((sum, { samples }) => sum + samples, 0),
    schema,
    increases,
    gauges: new Map(
      [...gauges].flatMap(([name, span]) =>
        exposing.get(name) === windows.length
          ? [[name, { ...span, firstAtSeconds: startAtSeconds, lastAtSeconds: endAtSeconds }]]
          : [],
      ),
    ),
    plateau: NO_PLATEAU,
    stillSeconds: Math.min(...windows.map(({ stillSeconds }) => stillSeconds)),
    info: new Map(),
    version: null,
    singleProcess: windows.every(({ singleProcess }) => singleProcess),
    unrecognised: [],
    quality: NO_FAULT,
    annotations: [],
  };
}

/** Without what some engine does not expose: a sum over part of the engines is not theirs together. */
function ofAll(windows: readonly Window[], schema: Schema): Schema {
  const schemas = new Set(windows.map((window) => window.schema));
  const meanings = [...schemas].map(({ entries }) => new Set(entries.map(({ meaning }) => meaning)));
  const entries = schema.entries.filter(({ meaning }) => meanings.every((exposed) => exposed.has(meaning)));
  return entries.length === schema.entries.length ? schema : createSchema(entries);
}

const sumOf = (left: GaugeSpan | undefined, right: GaugeSpan): GaugeSpan =>
  left === undefined
    ? right
    : {
        integral: left.integral + right.integral,
        coveredSeconds: Math.max(left.coveredSeconds, right.coveredSeconds),
        minimum: left.minimum + right.minimum,
        maximum: left.maximum + right.maximum,
        first: left.first + right.first,
        firstAtSeconds: left.firstAtSeconds,
        last: left.last + right.last,
        lastAtSeconds: left.lastAtSeconds,
      };
