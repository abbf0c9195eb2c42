import { MEASURES, PERCENTILES, ROOFLINE_MEASURES, type MeasureId } from '../../../analysis/index.ts';
import type { Settings } from '../../../settings/index.ts';
import { ANSWER_MEASURES, FLEET_MEASURES, LIMIT_MEASURES } from '../../frames/index.ts';
import { DEFAULT_EVENTS, type RidgelineQuery } from '../../query/index.ts';

/** What a query needs to know: of the range as a whole, and of each of its steps. Empty: nothing is read for that. */
export interface Wanted {
  readonly whole: readonly MeasureId[];
  readonly steps: readonly MeasureId[];
  /** Of fewer, longer steps, in each of which every engine is judged. */
  readonly judged: readonly MeasureId[];
}

/** Any rule may look at any of them. */
const FOR_RULES: readonly MeasureId[] = [...MEASURES.keys()];

const OCCUPANCY: readonly MeasureId[] = [
  'requestsRunning',
  'requestsWaiting',
  'sequenceCap',
  'littleDecodingRequests',
  'littleRunningRequests',
  'littleQueuedRequests',
];

/** A long flat top shows a cap best, and it costs much to look for one in each step; drawn as a line. */
const OF_THE_WHOLE: readonly MeasureId[] = ['sequenceCap'];

const ANATOMY: readonly MeasureId[] = ['queueSeconds', 'prefillSeconds', 'decodeSeconds', 'frontendSeconds'];

const ATTAINMENT = {
  ttftSeconds: 'ttftAttainmentRatio',
  tpotSeconds: 'tpotAttainmentRatio',
  e2eSeconds: 'e2eAttainmentRatio',
} as const;

/** Throws where a query names a measure or a latency that there is none of. */
export function measuresOf(query: RidgelineQuery, settings: Settings): Wanted {
  const affordable = (measures: readonly MeasureId[]): MeasureId[] =>
    measures.filter((id) => isDeclared(id, settings) || query.kind === 'measures');
  const whole = (...measures: (readonly MeasureId[])[]): Wanted => ({
    whole: affordable(measures.flat()),
    steps: [],
    judged: [],
  });
  const steps = (measures: readonly MeasureId[]): Wanted => ({
    whole: measures.filter((id) => OF_THE_WHOLE.includes(id)),
    steps: measures.filter((id) => !OF_THE_WHOLE.includes(id)),
    judged: [],
  });
  switch (query.kind) {
    case 'answer':
      return { ...whole(ANSWER_MEASURES, LIMIT_MEASURES), steps: ['waitForecastSeconds'] };
    case 'fleet':
      return whole(FLEET_MEASURES, LIMIT_MEASURES);
    case 'limits':
      return whole(LIMIT_MEASURES);
    case 'verdict':
    case 'findings':
      return whole(FOR_RULES);
    case 'anatomy':
      return steps(ANATOMY);
    case 'occupancy':
      return steps(OCCUPANCY);
    case 'goodput':
      return steps(['goodputRatio', ...promisedMeasures(settings)]);
    case 'percentiles':
      return steps(PERCENTILES.map((percentile) => existing(`${query.latency ?? 'ttft'}Seconds${percentile}`)));
    case 'measures':
      return steps((query.measures ?? []).map(existing));
    case 'events':
      return ofEvents(affordable(FOR_RULES), query.events);
    case 'roofline':
      return { whole: ROOFLINE_MEASURES, steps: ROOFLINE_MEASURES, judged: [] };
  }
}

const ofEvents = (forRules: readonly MeasureId[], events = DEFAULT_EVENTS): Wanted => ({
  whole: [],
  // The configuration is that of the cache.
  steps: events.some((event) => event !== 'findings') ? ['kvCacheCapacityTokens'] : [],
  judged: events.includes('findings') ? forRules : [],
});

/** Queries are written by hand, too, and by other versions. */
function existing(id: MeasureId): MeasureId {
  if (MEASURES.has(id)) return id;
  throw new Error(`There is no measure "${id}".`);
}

const promisedMeasures = ({ objectives }: Settings): MeasureId[] =>
  (Object.keys(ATTAINMENT) as (keyof typeof ATTAINMENT)[])
    .filter((latency) => objectives.some((objective) => objective[latency] !== undefined))
    .map((latency) => ATTAINMENT[latency]);

/** Nothing has to be read for a measure that is unknown anyhow, because what it is measured against is not declared. */
function isDeclared(id: MeasureId, { deployments, objectives }: Settings): boolean {
  if ((ROOFLINE_MEASURES as readonly MeasureId[]).includes(id)) return deployments.some(({ hardware }) => hardware);
  return id !== 'goodputRatio' || objectives.length > 0;
}
