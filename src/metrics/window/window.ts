import { annotation, distinctAnnotations, type Annotation } from '../../quantities/index.ts';
import type { Meaning, VersionRange } from '../catalogue/index.ts';
import type { EngineIdentity } from './engine-identity.ts';
import { joinSpans, spanAt, type GaugeSpan } from './gauge-span.ts';
import { joinPlateaus, NO_PLATEAU, plateauOf, type Plateau } from './plateau.ts';
import type { Reading } from './reading.ts';
import { joinStillness } from './stillness.ts';
import { changedLayouts, commonSchema, restate, type Schema } from './schema.ts';

/**
 * What happened to one engine between two instants. Windows of adjacent stretches add up: splitting a window anywhere at
 * a scrape and joining the parts gives the whole.
 */
export interface Window {
  readonly engine: EngineIdentity;
  readonly startAtSeconds: number;
  readonly endAtSeconds: number;
  /** The T of every rate: time between the scrapes, without stretches where the clock ran backwards. */
  readonly seconds: number;
  /** Scrapes that answered, both ends included. */
  readonly samples: number;
  readonly schema: Schema;
  /** By how much each number of the schema grew: exact, never negative, resets handled. */
  readonly increases: Float64Array;
  /** By `divided(meaning, division)`. */
  readonly gauges: ReadonlyMap<string, GaugeSpan>;
  readonly plateau: Plateau;
  /** For how long up to its end no counter moved that shows progress; 0 where none is exposed. A lower bound where a server counted. */
  readonly stillSeconds: number;
  /** The labels of info metrics as last seen. */
  readonly info: ReadonlyMap<Meaning, Readonly<Record<string, string>>>;
  /** The vLLM versions that the last page fits. */
  readonly version: VersionRange | null;
  /** The page says when its counters began, which several API servers behind one page never do. */
  readonly singleProcess: boolean;
  readonly unrecognised: readonly string[];
  readonly quality: Quality;
  readonly annotations: readonly Annotation[];
}

/** What went wrong on the way, in numbers that add up. */
export interface Quality {
  readonly restarts: number;
  /** Time between the last scrape before a restart and the first one after. */
  readonly restartSeconds: number;
  readonly failedScrapes: number;
  readonly clockSteps: number;
  readonly longestStepSeconds: number;
}

export const NO_FAULT: Quality = {
  restarts: 0,
  restartSeconds: 0,
  failedScrapes: 0,
  clockSteps: 0,
  longestStepSeconds: 0,
};

/** The window of a single scrape: nothing has happened yet, but its gauges and what it is are known. */
export const windowAt = (reading: Reading): Window => ({
  engine: reading.engine,
  startAtSeconds: reading.atSeconds,
  endAtSeconds: reading.atSeconds,
  seconds: 0,
  samples: 1,
  schema: reading.schema,
  increases: new Float64Array(reading.schema.entries.length),
  gauges: new Map([...reading.gauges].map(([name, value]) => [name, spanAt(value, reading.atSeconds)])),
  plateau: NO_PLATEAU,
  stillSeconds: 0,
  info: reading.info,
  version: reading.version,
  singleProcess: reading.processStartSeconds !== null || reading.createdSeconds.length > 0,
  unrecognised: reading.unrecognised,
  quality: NO_FAULT,
  annotations: reading.annotations,
});

/** `earlier` followed by `later`; the scrape they share counts once. */
export function joinWindows(earlier: Window, later: Window): Window {
  const schema = commonSchema(earlier.schema, later.schema);
  const left = restate(earlier.increases, earlier.schema, schema);
  const right = restate(later.increases, later.schema, schema);
  return {
    ...later,
    startAtSeconds: earlier.startAtSeconds,
    seconds: earlier.seconds + later.seconds,
    samples: earlier.samples + later.samples - 1,
    schema,
    increases: left.map((increase, slot) => increase + (right[slot] ?? 0)),
    gauges: joinGauges(earlier.gauges, later.gauges),
    plateau: joinPlateaus(earlier.plateau, later.plateau),
    stillSeconds: joinStillness(earlier, later),
    info: earlier.info === later.info ? later.info : new Map([...earlier.info, ...later.info]),
    unrecognised:
      earlier.unrecognised === later.unrecognised
        ? later.unrecognised
        : [...new Set([...earlier.unrecognised, ...later.unrecognised])],
    quality: joinQualities(earlier.quality, later.quality),
    annotations: joinAnnotations(earlier, later),
  };
}

function joinGauges(earlier: Window['gauges'], later: Window['gauges']): Window['gauges'] {
  const joined = new Map(earlier);
  for (const [name, span] of later) {
    const before = joined.get(name);
    joined.set(name, before ? joinSpans(before, span) : span);
  }
  return joined;
}

const joinQualities = (left: Quality, right: Quality): Quality => ({
  restarts: left.restarts + right.restarts,
  restartSeconds: left.restartSeconds + right.restartSeconds,
  failedScrapes: left.failedScrapes + right.failedScrapes,
  clockSteps: left.clockSteps + right.clockSteps,
  longestStepSeconds: Math.max(left.longestStepSeconds, right.longestStepSeconds),
});

function joinAnnotations(earlier: Window, later: Window): readonly Annotation[] {
  const changed = changedLayouts(earlier.schema, later.schema);
  if (changed.length === 0 && earlier.annotations.length === 0) return later.annotations;
  const layouts = changed.map((name) => annotation('bucket-layout-changed', `${name} changed its bucket edges`));
  return distinctAnnotations([...earlier.annotations, ...later.annotations, ...layouts]);
}

/** The evidence for a cap that one scrape holds. */
export function plateauAt({ gauges }: Reading): Plateau {
  const running = gauges.get('requestsRunning');
  const waiting = gauges.get('requestsWaiting');
  return running === undefined || waiting === undefined ? NO_PLATEAU : plateauOf(running, waiting);
}
