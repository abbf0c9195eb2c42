import { annotation, type Annotation } from '../../quantities/index.ts';
import {
  NO_FAULT,
  NO_PLATEAU,
  PUBLISHED,
  stillSecondsOf,
  type EngineIdentity,
  type Plateau,
  type Window,
} from '../../metrics/window/index.ts';
import type { VersionRange } from '../../metrics/catalogue/index.ts';
import type { EngineFacts } from './engine-facts.ts';
import type { EntryTables } from './entry-table.ts';
import { gaugeSpans } from './gauge-spans.ts';
import { latelySeconds } from './stillness-query.ts';

/** What a window is beside the numbers in it. */
export interface WindowFrame {
  readonly engine: EngineIdentity;
  readonly startAtSeconds: number;
  readonly endAtSeconds: number;
  readonly intervalSeconds: number;
  readonly version: VersionRange | null;
  readonly unrecognised: readonly string[];
  readonly annotations: readonly Annotation[];
}

/** A window with a smaller share of its scrapes has a gap worth saying. */
const COMPLETE_SHARE = 0.75;

/**
 * The window that a server's answers amount to.
 *
 * - Increases are the server's own. Prometheus scales them to the ends of the window, all numbers of an engine alike, so
 *   ratios and means stay exact; VictoriaMetrics counts from the sample before the window and scales nothing.
 * - An engine that was there in part only is covered by the scrapes it has, each for one interval.
 */
export function windowOf(facts: EngineFacts, entries: EntryTables, frame: WindowFrame): Window {
  const { engine, startAtSeconds, endAtSeconds, intervalSeconds, version, unrecognised } = frame;
  const askedSeconds = endAtSeconds - startAtSeconds;
  const { start: wasThere, end: isThere } = facts.presence;
  const scrapedSeconds = Math.min(askedSeconds, facts.samples * intervalSeconds);
  const hasGaps = scrapedSeconds < COMPLETE_SHARE * askedSeconds;
  const seconds = wasThere && isThere ? askedSeconds : scrapedSeconds;
  const restarts = Math.max(facts.resets, facts.starts ?? 0);
  const { numbers, values } = present(facts.increases);
  const schema = entries.schemaOf(numbers);
  const increases = Float64Array.from(values);
  const gauges = gaugeSpans(facts, {
    startAtSeconds: wasThere ? startAtSeconds : endAtSeconds - seconds,
    endAtSeconds,
    coveredSeconds: hasGaps ? scrapedSeconds : seconds,
  });
  const counted = { seconds, schema, increases, gauges };
  return {
    engine,
    startAtSeconds: wasThere ? startAtSeconds : endAtSeconds - seconds,
    endAtSeconds,
    seconds,
    samples: facts.samples,
    schema,
    increases,
    gauges,
    plateau: plateauOf(facts),
    stillSeconds: isThere ? stillSeconds(facts, counted, latelySeconds(askedSeconds, intervalSeconds)) : 0,
    info: facts.info,
    version,
    singleProcess: facts.starts !== undefined,
    unrecognised,
    quality: {
      ...NO_FAULT,
      restarts,
      restartSeconds: restarts > 0 ? (facts.failedScrapes + 1) * intervalSeconds : 0,
      failedScrapes: facts.failedScrapes,
    },
    annotations: [
      ...frame.annotations,
      annotation('extrapolated'),
      ...(wasThere
        ? []
        : [annotation('engine-appeared', `first seen about ${(askedSeconds - seconds).toFixed(0)} s into the window`)]),
      ...(isThere ? [] : [annotation('engine-vanished', 'no longer there at the end of the window')]),
      ...(wasThere && isThere && hasGaps
        ? [
            annotation(
              'gap',
              `${facts.samples} scrapes where about ${(askedSeconds / intervalSeconds).toFixed(0)} were due`,
            ),
          ]
        : []),
    ],
  };
}

/**
 * Evidence for a cap. The server tells the median of the running requests over the scrapes with a queue: where it is the
 * maximum, at least half of those scrapes were at the maximum. Less than half is told as none.
 */
function plateauOf({ plateau }: EngineFacts): Plateau {
  const { samplesWaiting, maximumRunning, medianRunning } = plateau;
  if (!samplesWaiting || maximumRunning === undefined) return NO_PLATEAU;
  const isFlat = medianRunning === maximumRunning;
  return {
    samplesWaiting,
    maximumRunning,
    samplesAtMaximum: isFlat ? Math.ceil(samplesWaiting / 2) : 0,
    atLeast: true,
  };
}

/** Of the end of the window a lower bound: how long before that it stood still, nobody asked. */
function stillSeconds(
  { movedLately }: EngineFacts,
  { seconds, schema, increases, gauges }: Pick<Window, 'seconds' | 'schema' | 'increases' | 'gauges'>,
  lately: number,
): number {
  if (movedLately !== undefined && movedLately > 0) return 0;
  const isEven = PUBLISHED.every((name) => {
    const gauge = gauges.get(name);
    return gauge === undefined || gauge.minimum === gauge.maximum;
  });
  const whole = isEven ? stillSecondsOf(seconds, schema, increases) : 0;
  return movedLately === 0 ? Math.max(whole, Math.min(seconds, lately)) : whole;
}

function present(increases: EngineFacts['increases']): { readonly numbers: number[]; readonly values: number[] } {
  const numbers: number[] = [];
  const values: number[] = [];
  for (let number = 0; number < increases.length; number++) {
    const increase = increases[number];
    if (increase === undefined) continue;
    numbers.push(number);
    values.push(increase);
  }
  return { numbers, values };
}
