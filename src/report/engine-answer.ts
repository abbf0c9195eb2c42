import type { MeasureId } from '../analysis/index.ts';
import { formatInterval, formatMeasured, type AnnotationId } from '../quantities/index.ts';
import { limitsOf, type Limit } from './limits.ts';
import type { EngineReport } from './schema.ts';

export type EngineState = 'hung' | 'asleep' | 'idle' | 'full' | 'queue' | 'fine';

/** What an operator wants to know first of one engine, in words with numbers. */
export interface EngineAnswer {
  readonly state: EngineState;
  /** The limit that is used up, where one is. */
  readonly bound: string | undefined;
  /** "9.1/s arrive, 2.9/s finish. Sequence slots are full: 16 of 16 running while up to 332 wait (not: KV cache, used up to 1.4 %)". */
  readonly answer: string;
  /** "A request arriving now would wait ~103 s (77–154 s)". */
  readonly forecast: string;
}

const CONDITIONS: Readonly<Partial<Record<AnnotationId, EngineState>>> = {
  'engine-hung': 'hung',
  'engine-stalled': 'hung',
  'engine-asleep': 'asleep',
  'engine-idle': 'idle',
};

export function engineAnswer(engine: EngineReport): EngineAnswer {
  const limits = limitsOf(engine);
  const full = limits.filter((limit) => limit.full);
  const waiting = engine.measures['requestsWaitingMax'];
  const condition = engine.annotations.find(({ id }) => CONDITIONS[id] !== undefined);
  const state =
    (condition && CONDITIONS[condition.id]) ??
    (full.length > 0 ? 'full' : waiting?.known === true && waiting.value > 0 ? 'queue' : 'fine');
  return {
    state,
    bound: full[0]?.name,
    answer: [condition?.message, traffic(engine), pressure(state, full, limits)].filter(Boolean).join('. '),
    forecast: forecast(engine),
  };
}

function traffic({ measures }: EngineReport): string {
  const rate = (id: MeasureId, verb: string): string[] => {
    const measured = measures[id];
    return measured?.known ? [`${formatMeasured(measured)} ${verb}`] : [];
  };
  return [...rate('arrivalsPerSecond', 'arrive'), ...rate('completionsPerSecond', 'finish')].join(', ');
}

function pressure(state: EngineState, full: readonly Limit[], limits: readonly Limit[]): string {
  const free = limits.filter((limit) => !limit.full && limit.usedRatio !== undefined);
  const named = (some: readonly Limit[]): string => some.map(({ name, brief }) => `${name}, ${brief}`).join('; ');
  const others = free.length > 0 ? ` (not: ${named(free)})` : '';
  switch (state) {
    case 'full':
      return `Full: ${named(full)}${others}`;
    case 'queue':
      return `Requests wait, but no limit that the metrics show is used up${others}`;
    case 'fine':
      return free.length > 0 ? `Nothing is used up: ${named(free)}` : '';
    default:
      return '';
  }
}

function forecast({ measures }: EngineReport): string {
  const wait = measures['waitForecastSeconds'];
  if (!wait?.known) return `How long a request arriving now would wait is ${wait ? formatMeasured(wait) : 'unknown'}`;
  if (wait.value === 0) return 'A request arriving now would not queue';
  const interval = formatInterval(wait);
  return `A request arriving now would wait ~${formatMeasured(wait)}${interval === undefined ? '' : ` (${interval})`}`;
}
