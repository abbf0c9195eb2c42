import type { MeasureId } from '../analysis/index.ts';
import { formatMeasured, type AnnotationId } from '../quantities/index.ts';
import { forecastSentence, named, pressureOf, WAITING_FOR_NOTHING_KNOWN, type Pressure } from './pressure.ts';
import type { EngineReport } from './schema.ts';
import { capitalised } from './text/capitalised.ts';

export type EngineState = 'hung' | 'asleep' | 'idle' | 'full' | 'queue' | 'fine' | 'unknown';

/** What an operator wants to know first of one engine, in words with numbers. */
export interface EngineAnswer {
  readonly state: EngineState;
  /** The limit that is used up, where one is. */
  readonly bound: string | undefined;
  /** "9.1/s arrive, 2.9/s finish. Full: sequence slots, 16 of 16 running while up to 332 wait (not: KV cache, used up to 1.4 %)". */
  readonly answer: string;
  /** "A request arriving now would wait ~103 s (77–154 s)". */
  readonly forecast: string;
}

const STATES: Readonly<Partial<Record<AnnotationId, EngineState>>> = {
  'engine-hung': 'hung',
  'engine-stalled': 'hung',
  'engine-asleep': 'asleep',
  'engine-idle': 'idle',
};

export function engineAnswer(engine: EngineReport): EngineAnswer {
  const pressure = pressureOf(engine);
  const state = stateOf(pressure);
  const parts = [pressure.condition?.message ?? '', traffic(engine), inWords(state, pressure)];
  return {
    state,
    bound: pressure.full[0]?.name,
    answer: parts.filter((part) => part !== '').join('. '),
    forecast: capitalised(forecastSentence(engine)),
  };
}

function stateOf({ condition, full, free, waits }: Pressure): EngineState {
  const stated = condition && STATES[condition.id];
  if (stated) return stated;
  if (full.length > 0) return 'full';
  if (waits === undefined && free.length === 0) return 'unknown';
  return waits === true ? 'queue' : 'fine';
}

function traffic({ measures }: EngineReport): string {
  const rate = (id: MeasureId, verb: string): string[] => {
    const measured = measures[id];
    return measured?.known ? [`${formatMeasured(measured)} ${verb}`] : [];
  };
  return [...rate('arrivalsPerSecond', 'arrive'), ...rate('completionsPerSecond', 'finish')].join(', ');
}

function inWords(state: EngineState, { full, free }: Pressure): string {
  const others = free.length > 0 ? ` (not: ${named(free)})` : '';
  switch (state) {
    case 'full':
      return `Full: ${named(full)}${others}`;
    case 'queue':
      return `${capitalised(WAITING_FOR_NOTHING_KNOWN)}${others}`;
    case 'fine':
      return free.length > 0 ? `Nothing is used up: ${named(free)}` : '';
    case 'unknown':
      return 'Neither who waits nor any limit is known';
    default:
      return '';
  }
}
